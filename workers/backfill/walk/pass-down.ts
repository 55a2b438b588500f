import { intersectRanges, joinRanges } from "@/domain/gap/ranges";
import type { SequenceRange } from "@/domain/sequence/types";
import { askUntilItMoves } from "./ask-until-it-moves";
import type { PassOutcome, Walk } from "./types";
import { extentOf, type Wanted } from "./wanted";

/** numbers above the wanted one that a proving pass asks for too, by pass */
const LEAD: Readonly<Record<number, bigint>> = { 1: 0n, 2: 8n, 3: 13n, 4: 21n, 5: 34n };

/** One pass by number from above. */
export async function passDown(
  walk: Walk,
  wanted: Wanted,
  pass: number,
  spent: () => boolean,
): Promise<PassOutcome> {
  const omitted: SequenceRange[] = [];
  const expired: SequenceRange[] = [];
  /** the lowest number that the last answer reached; it had neighbours above */
  let covered: bigint | null = null;
  let asked: bigint | null = null;
  while (!spent()) {
    const next = wanted.below(covered);
    if (next === null) break;
    // Right below the last answer, or the last answer ended before it came down to what it was asked for.
    const goesOn = covered !== null && (covered - 1n === next || asked === next);
    const number: bigint = goesOn && covered !== null ? covered : next + 1n + (LEAD[pass] ?? 0n);
    asked = next;
    const page = await askUntilItMoves(walk, { kind: "below", number }, ({ rows }) =>
      rows.every((row) => row.sequence < number),
    );
    if (page === null)
      return {
        omitted,
        expired,
        note: "the venue's pages do not advance: it answers the same whatever is asked",
      };
    const extent = extentOf(page.rows);
    if (extent === null) {
      // Nothing below a number that it gave itself a moment ago: its history ends there.
      if (goesOn && pass > 1) expired.push(...intersectRanges(wanted.remaining, [{ from: 0n, to: next }]));
      return { omitted, expired, note: "the venue has nothing below that" };
    }
    await walk.keep(wanted.take(page.rows));
    const seenAbove = goesOn || extent.high > next;
    omitted.push(
      ...intersectRanges(wanted.remaining, [{ from: extent.low, to: seenAbove ? next : extent.high }]),
    );
    covered = extent.low;
  }
  return { omitted: joinRanges(omitted), expired: joinRanges(expired), note: null };
}
