import type { HistoryPage } from "@/domain/gap/history/venue-history";
import { intersectRanges, joinRanges } from "@/domain/gap/ranges";
import type { SequenceRange } from "@/domain/sequence/types";
import { askUntilItMoves } from "./ask-until-it-moves";
import type { PassOutcome, Walk } from "./types";
import { extentOf, type Wanted } from "./wanted";

/** numbers below the wanted one that a proving pass asks for too, by pass: two answers are never cut the same way */
const LEAD: Readonly<Record<number, bigint>> = { 1: 0n, 2: 8n, 3: 13n, 4: 21n, 5: 34n };
const CONTROL_ROW = 5;

/** One pass by time, for a venue that pages by time only. */
export async function passByTime(
  walk: Walk,
  wanted: Wanted,
  pass: number,
  spent: () => boolean,
): Promise<PassOutcome> {
  const omitted: SequenceRange[] = [];
  const expired: SequenceRange[] = [];
  let covered: bigint | null = null;
  let cursor: bigint | null = null;
  while (!spent()) {
    const next = wanted.above(covered);
    if (next === null) break;
    // A microsecond earlier, since the cursor leaves out the time that it names.
    const begin = BigInt(wanted.timeBelow(next, LEAD[pass] ?? 0n) - 1) * 1000n;
    const goesOn: boolean = cursor !== null && begin <= cursor;
    const since: bigint = cursor !== null && goesOn ? cursor : begin;
    const page = await askUntilItMoves(
      walk,
      { kind: "since", nanos: since },
      ({ rows, next: following }) =>
        rows.length === 0 || (following !== null && following > since && moves(rows, covered)),
    );
    if (page === null)
      return {
        omitted,
        expired,
        note: "the venue's pages do not advance: it answers the same whatever is asked",
      };
    const extent = extentOf(page.rows);
    if (extent === null) return { omitted, expired, note: "the venue has nothing after that time" };
    await walk.keep(wanted.take(page.rows));
    wanted.remember(page.rows);
    const seenBelow = goesOn || extent.low < next;
    omitted.push(
      ...intersectRanges(wanted.remaining, [{ from: seenBelow ? next : extent.low, to: extent.high }]),
    );
    if (!seenBelow && pass > 1) {
      const below = intersectRanges(wanted.remaining, [{ from: next, to: extent.low - 1n }]);
      if (below.length > 0 && (await obeysTime(walk, page))) {
        // A venue that has older rows leaves these out; one that begins here does not keep them any more.
        const oldest = extentOf((await walk.ask({ kind: "since", nanos: 0n })).rows);
        if (oldest !== null) (oldest.low < next ? omitted : expired).push(...below);
      }
    }
    // A page may end before the wanted number: the next one goes on from there, not from the gap's beginning.
    covered = extent.high < next ? covered : extent.high;
    cursor = page.next;
  }
  return { omitted: joinRanges(omitted), expired: joinRanges(expired), note: null };
}

function moves(rows: HistoryPage["rows"], covered: bigint | null): boolean {
  return covered === null || rows.some((row) => row.sequence > covered);
}

/** Whether the venue answers by the time that it is asked for, rather than always with its newest page. */
async function obeysTime(walk: Walk, page: HistoryPage): Promise<boolean> {
  const sorted = [...page.rows].sort((a, b) => a.timeMicros - b.timeMicros);
  const control = sorted[Math.min(CONTROL_ROW, sorted.length - 1)];
  const first = sorted[0];
  if (control === undefined || first === undefined || control.timeMicros === first.timeMicros) return false;
  const answer = await walk.ask({ kind: "since", nanos: BigInt(control.timeMicros) * 1000n });
  return answer.rows.length > 0 && answer.rows.every((row) => row.timeMicros >= control.timeMicros);
}
