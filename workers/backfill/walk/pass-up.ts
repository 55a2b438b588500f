import type { HistoryPage } from "@/domain/gap/history/venue-history";
import { askUntilItMoves } from "./ask-until-it-moves";
import { DOES_NOT_ADVANCE, type Pass } from "./pass";
import type { PassOutcome, Walk } from "./types";
import { extentOf } from "./wanted";

/** which row of a page the control question goes on from */
const CONTROL_ROW = 5;

/** One pass by number from below. */
export async function passUp(pass: Pass): Promise<PassOutcome> {
  const { walk, wanted } = pass;
  let covered: bigint | null = null;
  while (!pass.isSpent()) {
    const next = wanted.above(covered);
    if (next === null) break;
    const goesOn = covered !== null && covered + 1n === next;
    const from: bigint = goesOn ? next : next - pass.lead;
    const page = await askUntilItMoves(
      walk,
      { kind: "from", number: from < 0n ? 0n : from },
      ({ rows }) => rows.length === 0 || rows.some((row) => row.sequence >= next),
    );
    if (page === null) return pass.end(DOES_NOT_ADVANCE);
    const extent = await pass.keep(page);
    if (extent === null) return pass.end("the venue has nothing from there on");
    const seenBelow = goesOn || extent.low < next;
    pass.omit({ from: seenBelow ? next : extent.low, to: extent.high });
    if (!seenBelow)
      await pass.judgeBelow(next, extent.low, () => obeysNumber(walk, page), { kind: "from", number: 0n });
    covered = extent.high;
  }
  return pass.end(null);
}

/** Whether the venue answers by the number that it is asked for, rather than always with its newest page. */
async function obeysNumber(walk: Walk, { rows }: HistoryPage): Promise<boolean> {
  const sorted = [...rows].sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
  const control = sorted[Math.min(CONTROL_ROW, sorted.length - 1)];
  if (control === undefined) return false;
  const answer = extentOf((await walk.ask({ kind: "from", number: control.sequence + 1n })).rows);
  return answer !== null && answer.low > control.sequence;
}
