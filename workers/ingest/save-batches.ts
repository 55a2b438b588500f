import type { Transaction } from "@/db/client";
import { addToInstrumentLedger } from "@/db/queries/ingest/add-to-instrument-ledger";
import { fillGaps } from "@/db/queries/ingest/fill-gaps";
import { insertDeadLetters } from "@/db/queries/ingest/insert-dead-letters";
import { insertGaps } from "@/db/queries/ingest/insert-gaps";
import { insertLostRange } from "@/db/queries/ingest/insert-lost-range";
import { mergeCandles } from "@/db/queries/ingest/merge-candles";
import { movePositions, type PositionMove } from "@/db/queries/ingest/move-positions";
import { saveSequences } from "@/db/queries/ingest/save-sequences";
import { settleReplays } from "@/db/queries/replay/settle-replays";
import { formatMicros } from "@/domain/time/micros";
import type { InstrumentWork } from "./classify";
import { gapChanges } from "./gap-changes";
import type { InstrumentSums } from "./instrument-sums";
import { PositionMoved } from "./position-moved";
import { settlementsOf } from "./record-outcomes";
import type { CommitOutcome, DecodedBatch, RecordOutcome } from "./types";

/** A batch whose trades are in their tables. */
export interface StoredPart {
  batch: DecodedBatch;
  /** of its position */
  sourceId: number;
  late: number;
  records: ReadonlyMap<number, RecordOutcome>;
  counts: { stored: number; duplicates: number; conflicts: number };
}

/** Batches whose trades are in their tables, with all that follows from them. */
export interface StoredBatches {
  parts: readonly StoredPart[];
  works: ReadonlyMap<number, InstrumentWork>;
  sums: ReadonlyMap<number, InstrumentSums>;
  worker: string;
}

/** All that does not depend on one another goes out together: one wait instead of ten. */
export async function saveBatches(
  tx: Transaction,
  { parts, works, sums, worker }: StoredBatches,
): Promise<(CommitOutcome & { kind: "committed" })[]> {
  const writes: Promise<unknown>[] = [];
  const changedEpochs = [...works.values()].flatMap((work) =>
    work.sequence.state.epochs
      .filter((epoch, at) => epoch !== work.before[at])
      .map((epoch) => ({ ...epoch, instrumentId: work.instrument.id })),
  );
  const changes = [...works.values()].map(gapChanges);
  const opened = changes.flatMap((change) => change.opened);
  const fills = changes.flatMap((change) => change.fills);

  if (changedEpochs.length > 0) writes.push(saveSequences(tx, changedEpochs));
  if (opened.length > 0) writes.push(insertGaps(tx, opened));
  if (fills.length > 0) writes.push(fillGaps(tx, fills));
  if (parts.some(({ counts }) => counts.stored > 0)) writes.push(...saveCandles(tx, sums));
  if (sums.size > 0) {
    const deltas = [...sums.values()].map((sum) => {
      const work = works.get(sum.instrumentId);
      return sum.delta(work?.outOfOrder ?? 0, work?.resets ?? 0);
    });
    writes.push(addToInstrumentLedger(tx, deltas));
  }
  for (const { batch, sourceId, records } of parts) {
    if (batch.lost !== null) writes.push(insertLostRange(tx, sourceId, batch.lost));
    if (batch.deadLetters.length > 0 || batch.replays.length > 0)
      writes.push(saveLetters(tx, batch, records));
  }
  const moved = movePositions(tx, worker, parts.map(moveOf));
  writes.push(moved);
  await Promise.all(writes);
  if (!(await moved)) throw new PositionMoved(-1);
  return parts.map(({ sourceId, records, counts, late }) => ({
    kind: "committed",
    stored: counts.stored,
    duplicates: counts.duplicates,
    gaps: opened.filter((gap) => gap.sourceId === sourceId).length,
    late,
    records,
  }));
}

function saveCandles(tx: Transaction, sums: ReadonlyMap<number, InstrumentSums>): Promise<unknown>[] {
  const candles = [...sums.values()].map((sum) => ({ instrumentId: sum.instrumentId, ...sum.candles() }));
  const parts = (size: "minutes" | "hours" | "days") =>
    candles.flatMap((one) => one[size].map((part) => ({ instrumentId: one.instrumentId, part })));
  return [
    mergeCandles(tx, "1m", parts("minutes")),
    mergeCandles(tx, "1h", parts("hours")),
    mergeCandles(tx, "1d", parts("days")),
  ];
}

function moveOf({ batch, sourceId, counts }: StoredPart): PositionMove {
  return {
    sourceId,
    from: batch.from,
    to: batch.to,
    lastRecordAt: batch.consumed > 0 ? formatMicros(batch.lastRecordMs * 1000) : null,
    decoderState: batch.decoderState,
    add: {
      consumed: batch.consumed,
      decoded: batch.decoded,
      ignored: batch.ignored,
      deadLettered: batch.deadLetters.length,
      tradesDecoded: batch.trades.length,
      ...counts,
      lost: batch.lost === null ? 0 : batch.lost.to - batch.lost.from,
    },
  };
}

/** A record that a job replayed settles the letter it has; every other one that could not be stored gets a new one. */
async function saveLetters(
  tx: Transaction,
  { partition, build, deadLetters, replays }: DecodedBatch,
  records: StoredPart["records"],
): Promise<void> {
  const settled =
    replays.length === 0
      ? null
      : await settleReplays(tx, settlementsOf(replays, records, { partition, build }));
  const added = deadLetters.filter(
    ({ sourceOffset }) => sourceOffset === null || !settled?.has(sourceOffset),
  );
  if (added.length > 0) await insertDeadLetters(tx, added);
}
