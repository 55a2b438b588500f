import type { HistoryPage, HistoryRow } from "@/domain/gap/history/venue-history";
import { intersectRanges, joinRanges } from "@/domain/gap/ranges";
import type { SequenceRange } from "@/domain/sequence/types";
import { askUntilItMoves } from "./ask-until-it-moves";
import type { PassOutcome, Walk } from "./types";
import { extentOf, type Wanted } from "./wanted";

/** numbers below the wanted one that a proving pass asks for too, by pass: two answers are never cut the same way */
const LEAD: Readonly<Record<number, bigint>> = { 1: 0n, 2: 8n, 3: 13n, 4: 21n, 5: 34n };
/** which row of a page the control question goes on from */
const CONTROL_ROW = 5;

/** One pass by number from below. */
export async function passUp(
  walk: Walk,
  wanted: Wanted,
  pass: number,
  spent: () => boolean,
): Promise<PassOutcome> {
  const omitted: SequenceRange[] = [];
  const expired: SequenceRange[] = [];
  let covered: bigint | null = null;
  while (!spent()) {
    const next = wanted.above(covered);
    if (next === null) break;
    const goesOn = covered !== null && covered + 1n === next;
    const from: bigint = goesOn ? next : next - (LEAD[pass] ?? 0n);
    const page = await askUntilItMoves(
      walk,
      { kind: "from", number: from < 0n ? 0n : from },
      ({ rows }) => rows.length === 0 || rows.some((row) => row.sequence >= next),
    );
    if (page === null)
      return {
        omitted,
        expired,
        note: "the venue's pages do not advance: it answers the same whatever is asked",
      };
    const extent = extentOf(page.rows);
    if (extent === null) return { omitted, expired, note: "the venue has nothing from there on" };
    await walk.keep(wanted.take(page.rows));
    const seenBelow = goesOn || extent.low < next;
    const low = seenBelow ? next : extent.low;
    omitted.push(...intersectRanges(wanted.remaining, [{ from: low, to: extent.high }]));
    if (!seenBelow && pass > 1) {
      const below = intersectRanges(wanted.remaining, [{ from: next, to: extent.low - 1n }]);
      if (below.length > 0 && (await obeysNumber(walk, page))) {
        // A venue that has older rows leaves these out; one that begins here does not keep them any more.
        const oldest = extentOf((await walk.ask({ kind: "from", number: 0n })).rows);
        if (oldest !== null) (oldest.low < next ? omitted : expired).push(...below);
      }
    }
    covered = extent.high;
  }
  return { omitted: joinRanges(omitted), expired: joinRanges(expired), note: null };
}

/** Whether the venue answers by the number that it is asked for, rather than always with its newest page. */
async function obeysNumber(walk: Walk, page: HistoryPage): Promise<boolean> {
  const control = rowAt(page.rows);
  if (control === undefined) return false;
  const answer = extentOf((await walk.ask({ kind: "from", number: control.sequence + 1n })).rows);
  return answer !== null && answer.low > control.sequence;
}

function rowAt(rows: readonly HistoryRow[]): HistoryRow | undefined {
  const sorted = [...rows].sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
  return sorted[Math.min(CONTROL_ROW, sorted.length - 1)];
}
