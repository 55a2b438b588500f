import { rangesOf } from "@/db/multirange";
import type { GapFill } from "@/db/queries/ingest/fill-gaps";
import type { NewGap } from "@/db/queries/ingest/insert-gaps";
import type { SequenceRange } from "@/domain/sequence/types";
import type { InstrumentWork, TouchedGap } from "./classify";

/** What a batch did to an instrument's gaps: new ones, and late numbers taken out of old ones. */
export function gapChanges(work: InstrumentWork): { opened: NewGap[]; fills: GapFill[] } {
  const opened: NewGap[] = [];
  const fills: GapFill[] = [];
  for (const gap of work.gaps) {
    if (gap.found === null && gap.filled.length === 0) continue;
    const filled = rangesOf(gap.filled.map((one) => one.sequence));
    const edges = movedEdges(gap, filled);
    if (gap.found === null) {
      if (gap.id !== null) fills.push({ gapId: gap.id, filled, ...edges });
      continue;
    }
    opened.push({
      ...gap.found,
      timeBefore: edges.timeBefore ?? gap.found.timeBefore,
      timeAfter: edges.timeAfter ?? gap.found.timeAfter,
      instrumentId: work.instrument.id,
      sourceId: gap.sourceId,
      sourceOffset: gap.sourceOffset,
      missing: subtract({ from: gap.lowest, to: gap.highest }, filled),
    });
  }
  return { opened, fills };
}

/** Where numbers at an edge were filled, the trade that now stands beside what is missing gives the edge's time. */
function movedEdges(
  gap: TouchedGap,
  filled: readonly SequenceRange[],
): { timeBefore: number | null; timeAfter: number | null } {
  const timeOf = (sequence: bigint) =>
    gap.filled.find((one) => one.sequence === sequence)?.timeMicros ?? null;
  const [first, last] = [filled[0], filled.at(-1)];
  return {
    timeBefore: first !== undefined && first.from === gap.lowest ? timeOf(first.to) : null,
    timeAfter: last !== undefined && last.to === gap.highest ? timeOf(last.from) : null,
  };
}

function subtract(whole: SequenceRange, filled: readonly SequenceRange[]): SequenceRange[] {
  const rest: SequenceRange[] = [];
  let from = whole.from;
  for (const range of filled) {
    if (range.from > from) rest.push({ from, to: range.from - 1n });
    from = range.to + 1n;
  }
  if (from <= whole.to) rest.push({ from, to: whole.to });
  return rest;
}
