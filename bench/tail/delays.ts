import type { Commit } from "./market";

/** What a reader has counted at a moment: trades received and trades told of, since it opened. */
export interface Sighting {
  count: number;
  /** ms since the epoch */
  at: number;
}

/**
 * From each commit to the moment at which a reader has all its trades, in ms.
 * @param base what the reader's count was when `stored` trades had been stored
 */
export function delaysOf(
  commits: readonly Commit[],
  sightings: readonly Sighting[],
  base: { stored: number; count: number },
): number[] {
  const delays: number[] = [];
  let at = 0;
  for (const commit of commits) {
    if (commit.stored <= base.stored) continue;
    const wanted = base.count + commit.stored - base.stored;
    while (at < sightings.length && (sightings[at]?.count ?? 0) < wanted) at++;
    const seen = sightings[at];
    if (seen === undefined) break;
    // Seen by the poller before the commit's answer reached us.
    delays.push(Math.max(0, seen.at - commit.at));
  }
  return delays;
}
