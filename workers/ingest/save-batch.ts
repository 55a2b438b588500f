import type { Transaction } from "@/db/client";
import { addToInstrumentLedger } from "@/db/queries/ingest/add-to-instrument-ledger";
import { fillGaps } from "@/db/queries/ingest/fill-gaps";
import { insertDeadLetters } from "@/db/queries/ingest/insert-dead-letters";
import { insertGaps } from "@/db/queries/ingest/insert-gaps";
import { insertLostRange } from "@/db/queries/ingest/insert-lost-range";
import type { LockedPosition } from "@/db/queries/ingest/lock-position";
import { mergeCandles } from "@/db/queries/ingest/merge-candles";
import { movePosition } from "@/db/queries/ingest/move-position";
import { saveSequences } from "@/db/queries/ingest/save-sequences";
import { settleReplays } from "@/db/queries/replay/settle-replays";
import { formatMicros } from "@/domain/time/micros";
import type { InstrumentWork } from "./classify";
import { gapChanges } from "./gap-changes";
import type { InstrumentSums } from "./instrument-sums";
import { PositionMoved } from "./position-moved";
import { settlementsOf } from "./record-outcomes";
import type { CommitOutcome, DecodedBatch, RecordOutcome } from "./types";

/** A batch whose trades are in their tables, with all that follows from them. */
export interface StoredBatch {
  batch: DecodedBatch;
  position: Pick<LockedPosition, "id">;
  works: ReadonlyMap<number, InstrumentWork>;
  sums: ReadonlyMap<number, InstrumentSums>;
  records: ReadonlyMap<number, RecordOutcome>;
  worker: string;
  counts: { stored: number; duplicates: number; conflicts: number };
}

/** All that does not depend on one another goes out together: one wait instead of ten. */
export async function saveBatch(tx: Transaction, stored: StoredBatch): Promise<CommitOutcome> {
  const { batch, position, works, sums, records, counts } = stored;
  const writes: Promise<unknown>[] = [];
  const changedEpochs = [...works.values()].flatMap((work) =>
    work.sequence.state.epochs
      .filter((epoch, at) => epoch !== work.before[at])
      .map((epoch) => ({ ...epoch, instrumentId: work.instrument.id })),
  );
  const changes = [...works.values()].map(gapChanges);
  const opened = changes.flatMap((change) => change.opened);
  const fills = changes.flatMap((change) => change.fills);
  const late = [...works.values()].reduce((sum, work) => sum + work.outOfOrder, 0);
  const candles = [...sums.values()].map((sum) => ({ instrumentId: sum.instrumentId, ...sum.candles() }));
  const parts = (size: "minutes" | "hours" | "days") =>
    candles.flatMap((one) => one[size].map((part) => ({ instrumentId: one.instrumentId, part })));

  if (changedEpochs.length > 0) writes.push(saveSequences(tx, changedEpochs));
  if (opened.length > 0) writes.push(insertGaps(tx, position.id, opened));
  if (fills.length > 0) writes.push(fillGaps(tx, fills));
  if (counts.stored > 0) {
    writes.push(mergeCandles(tx, "1m", parts("minutes")));
    writes.push(mergeCandles(tx, "1h", parts("hours")));
    writes.push(mergeCandles(tx, "1d", parts("days")));
  }
  if (sums.size > 0) {
    const deltas = [...sums.values()].map((sum) => {
      const work = works.get(sum.instrumentId);
      return sum.delta(work?.outOfOrder ?? 0, work?.resets ?? 0);
    });
    writes.push(addToInstrumentLedger(tx, deltas));
  }
  if (batch.lost !== null) writes.push(insertLostRange(tx, position.id, batch.lost));
  if (batch.deadLetters.length > 0 || batch.replays.length > 0) writes.push(saveLetters(tx, batch, records));
  const moved = movePosition(
    tx,
    {
      sourceId: position.id,
      from: batch.from,
      to: batch.to,
      worker: stored.worker,
      lastRecordAt: batch.consumed > 0 ? formatMicros(batch.lastRecordMs * 1000) : null,
      decoderState: batch.decoderState,
    },
    {
      consumed: batch.consumed,
      decoded: batch.decoded,
      ignored: batch.ignored,
      deadLettered: batch.deadLetters.length,
      tradesDecoded: batch.trades.length,
      ...counts,
      lost: batch.lost === null ? 0 : batch.lost.to - batch.lost.from,
    },
  );
  writes.push(moved);
  await Promise.all(writes);
  if (!(await moved)) throw new PositionMoved(-1);
  return {
    kind: "committed",
    stored: counts.stored,
    duplicates: counts.duplicates,
    gaps: opened.length,
    late,
    records,
  };
}

/** A record that a job replayed settles the letter it has; every other one that could not be stored gets a new one. */
async function saveLetters(
  tx: Transaction,
  { partition, build, deadLetters, replays }: DecodedBatch,
  records: StoredBatch["records"],
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
