import type { Settlement } from "@/db/queries/replay/settle-replays";
import type { InstrumentWork } from "./classify";
import type { BatchPart, RecordOutcome, ReplayedRecord } from "./types";

/** What became of some records of a batch, by offset, once `again` (indexes of its trades) are known as duplicates. */
export function recordOutcomes(
  records: readonly { offset: number }[],
  { batch, instruments }: BatchPart,
  works: ReadonlyMap<number, InstrumentWork>,
  again: readonly number[],
): Map<number, RecordOutcome> {
  const outcomes = new Map<number, RecordOutcome & { filledGaps: bigint[] }>();
  for (const { offset } of records)
    outcomes.set(offset, { outcome: "ignored", stored: 0, duplicates: 0, filledGaps: [], error: null });
  for (const letter of batch.deadLetters) {
    const one = letter.sourceOffset === null ? undefined : outcomes.get(letter.sourceOffset);
    if (one !== undefined) Object.assign(one, { outcome: "failed", error: letter });
  }
  const duplicates = new Set(again);
  const gaps = filledGaps(works);
  for (let i = 0; i < batch.offsets.length; i++) {
    const one = outcomes.get(batch.offsets[i] ?? -1);
    if (one === undefined) continue;
    if (duplicates.has(i)) {
      one.duplicates++;
      continue;
    }
    one.stored++;
    const gap = gaps.get(`${instruments[i]?.id}:${batch.trades[i]?.sequence}`);
    if (gap !== undefined && !one.filledGaps.includes(gap)) one.filledGaps.push(gap);
  }
  for (const one of outcomes.values()) {
    if (one.stored > 0) one.outcome = "stored";
    else if (one.duplicates > 0) one.outcome = "duplicate";
  }
  return outcomes;
}

/** `instrument:number` → the stored gap that this number was missing from. */
function filledGaps(works: ReadonlyMap<number, InstrumentWork>): Map<string, bigint> {
  const gaps = new Map<string, bigint>();
  for (const work of works.values()) {
    for (const { id, filled } of work.gaps)
      if (id !== null) for (const { sequence } of filled) gaps.set(`${work.instrument.id}:${sequence}`, id);
  }
  return gaps;
}

/** The settlements of a batch's replayed records. */
export function settlementsOf(
  replays: readonly ReplayedRecord[],
  outcomes: ReadonlyMap<number, RecordOutcome>,
  place: { partition: number; build: string },
): Settlement[] {
  return replays.flatMap(({ offset, ticket }) => {
    const outcome = outcomes.get(offset);
    return outcome === undefined ? [] : [{ ...ticket, ...outcome, ...place, offset }];
  });
}
