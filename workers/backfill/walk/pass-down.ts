import { askUntilItMoves } from "./ask-until-it-moves";
import { DOES_NOT_ADVANCE, type Pass } from "./pass";
import type { PassOutcome } from "./types";

/** One pass by number from above. */
export async function passDown(pass: Pass): Promise<PassOutcome> {
  const { walk, wanted } = pass;
  /** the lowest number that the last answer reached; it had neighbours above */
  let covered: bigint | null = null;
  let asked: bigint | null = null;
  while (!pass.isSpent()) {
    const next = wanted.below(covered);
    if (next === null) break;
    // Right below the last answer, or the last answer ended before it came down to what it was asked for.
    const goesOn = covered !== null && (covered - 1n === next || asked === next);
    const number: bigint = goesOn && covered !== null ? covered : next + 1n + pass.lead;
    asked = next;
    const page = await askUntilItMoves(walk, { kind: "below", number }, ({ rows }) =>
      rows.every((row) => row.sequence < number),
    );
    if (page === null) return pass.end(DOES_NOT_ADVANCE);
    const extent = await pass.keep(page);
    if (extent === null) {
      // Nothing below a number that it gave itself a moment ago: its history ends there.
      if (goesOn && pass.number > 1) pass.expire({ from: 0n, to: next });
      return pass.end("the venue has nothing below that");
    }
    const seenAbove = goesOn || extent.high > next;
    pass.omit({ from: extent.low, to: seenAbove ? next : extent.high });
    covered = extent.low;
  }
  return pass.end(null);
}
