import type { HistoryPage } from "@/domain/gap/history/venue-history";
import { askUntilItMoves } from "./ask-until-it-moves";
import { DOES_NOT_ADVANCE, type Pass } from "./pass";
import type { PassOutcome, Walk } from "./types";

/** which row of a page the control question goes on from */
const CONTROL_ROW = 5;

/** One pass by time, for a venue that pages by time only. */
export async function passByTime(pass: Pass): Promise<PassOutcome> {
  const { walk, wanted } = pass;
  let covered: bigint | null = null;
  let cursor: bigint | null = null;
  while (!pass.isSpent()) {
    const next = wanted.above(covered);
    if (next === null) break;
    // A microsecond earlier, since the cursor leaves out the time that it names.
    const begin = BigInt(wanted.timeBelow(next, pass.lead) - 1) * 1000n;
    const goesOn: boolean = cursor !== null && begin <= cursor;
    const since: bigint = cursor !== null && goesOn ? cursor : begin;
    const page = await askUntilItMoves(
      walk,
      { kind: "since", nanos: since },
      ({ rows, next: following }) =>
        rows.length === 0 || (following !== null && following > since && moves(rows, covered)),
    );
    if (page === null) return pass.end(DOES_NOT_ADVANCE);
    const extent = await pass.keep(page);
    if (extent === null) return pass.end("the venue has nothing after that time");
    wanted.remember(page.rows);
    const seenBelow = goesOn || extent.low < next;
    pass.omit({ from: seenBelow ? next : extent.low, to: extent.high });
    if (!seenBelow)
      await pass.judgeBelow(next, extent.low, () => obeysTime(walk, page), { kind: "since", nanos: 0n });
    // A page may end before the wanted number: the next one goes on from there, not from the gap's beginning.
    covered = extent.high < next ? covered : extent.high;
    cursor = page.next;
  }
  return pass.end(null);
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
