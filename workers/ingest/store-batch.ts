import type { Transaction } from "@/db/client";
import { findConflicts } from "@/db/queries/ingest/find-conflicts";
import { insertUndecided } from "@/db/queries/ingest/insert-undecided";
import { loadMissing } from "@/db/queries/ingest/load-missing";
import { lockPosition } from "@/db/queries/ingest/lock-position";
import { lockSequences } from "@/db/queries/ingest/lock-sequences";
import type { Instrument } from "@/db/queries/ingest/resolve-instruments";
import { formatMicros } from "@/domain/time/micros";
import {
  classify,
  DUPLICATE,
  type InstrumentWork,
  lateCandidates,
  STORE,
  startWork,
  UNDECIDED_LATE,
  withStoredGap,
} from "./classify";
import { InstrumentSums } from "./instrument-sums";
import { PositionMoved } from "./position-moved";
import { recordOutcomes } from "./record-outcomes";
import { saveBatch } from "./save-batch";
import { tradeColumns } from "./trade-columns";
import type { TradeDays } from "./trade-days";
import { TradeRows } from "./trade-rows";
import type { CommitOutcome, DecodedBatch, RecordOutcome } from "./types";

const noRecords: ReadonlyMap<number, RecordOutcome> = new Map();

/**
 * Writes a batch inside a transaction; whether that is committed is the caller's business. What became of the records
 * in `watched`, by default those that a job replayed, is part of the outcome.
 * @throws {PositionMoved} where the batch does not begin where the partition stands
 */
export async function storeBatch(
  tx: Transaction,
  deps: { worker: string; resetWindowMicros: number; days: Pick<TradeDays, "table"> },
  batch: DecodedBatch,
  instruments: readonly Instrument[],
  watched: readonly { offset: number }[] = batch.replays,
): Promise<CommitOutcome> {
  const works = new Map<number, InstrumentWork>();
  const ids = [...new Set(instruments.map((one) => one.id))];
  // Sent together: the position first, so that two workers on one partition meet there and nowhere else.
  const [position, epochs] = await Promise.all([
    lockPosition(tx, batch.topic, batch.partition),
    lockSequences(tx, ids),
  ]);
  if (position === undefined) throw new Error(`no position for ${batch.topic}/${batch.partition}`);
  if (position.halted) return { kind: "halted" };
  if (position.nextOffset !== batch.from) throw new PositionMoved(position.nextOffset);

  for (const instrument of instruments) {
    if (works.has(instrument.id)) continue;
    works.set(instrument.id, startWork(instrument, epochs.get(instrument.id) ?? [], deps.resetWindowMicros));
  }
  await takeInStoredGaps(tx, batch, instruments, works);

  const ingestedAt = Date.now() * 1000;
  const sums = new Map(ids.map((id) => [id, new InstrumentSums(id)]));
  const instrumentIds = instruments.map((one) => one.id);
  const tradeIds: string[] = [];
  const rows = new TradeRows(batch, tradeIds, deps.days);
  const again: number[] = [];
  const undecided: number[] = [];
  const undecidedLate = new Set<number>();

  for (let i = 0; i < batch.trades.length; i++) {
    const trade = batch.trades[i];
    const instrument = instruments[i];
    const offset = batch.offsets[i];
    const frameIndex = batch.frameIndexes[i];
    if (trade === undefined || instrument === undefined || offset === undefined || frameIndex === undefined)
      continue;
    const work = works.get(instrument.id);
    if (work === undefined) continue;
    const tradeId = trade.tradeId ?? `@${position.id}:${offset}:${frameIndex}`;
    tradeIds.push(tradeId);
    const verdict = classify(work, trade, offset);
    if (verdict === STORE) {
      rows.add(i, trade.timeMicros, instrument.id);
      sums.get(instrument.id)?.add(trade, offset, frameIndex);
    } else if (verdict === DUPLICATE) {
      again.push(i);
    } else {
      undecided.push(i);
      if (verdict === UNDECIDED_LATE) undecidedLate.add(i);
    }
  }
  await rows.copy(tx, position.id, ingestedAt);

  if (undecided.length > 0) {
    const kept = await insertUndecided(
      tx,
      position.id,
      formatMicros(ingestedAt),
      tradeColumns(batch, undecided, instrumentIds, tradeIds),
    );
    undecided.forEach((i, at) => {
      const trade = batch.trades[i];
      const id = instrumentIds[i];
      if (trade === undefined || id === undefined) return;
      if (!kept[at]) {
        again.push(i);
        return;
      }
      sums.get(id)?.add(trade, batch.offsets[i] ?? 0, batch.frameIndexes[i] ?? 0);
      const work = works.get(id);
      if (undecidedLate.has(i) && work !== undefined) work.outOfOrder++;
    });
  }
  const conflicts = await countAgain(tx, batch, again, instrumentIds, tradeIds, sums);
  const stored = batch.trades.length - again.length;
  const records =
    watched.length === 0 ? noRecords : recordOutcomes(watched, batch, instruments, works, again);
  return saveBatch(tx, {
    batch,
    position,
    works,
    sums,
    records,
    worker: deps.worker,
    counts: { stored, duplicates: again.length, conflicts },
  });
}

async function takeInStoredGaps(
  tx: Transaction,
  batch: DecodedBatch,
  instruments: readonly Instrument[],
  works: ReadonlyMap<number, InstrumentWork>,
): Promise<void> {
  const numbers = new Map<number, bigint[]>();
  batch.trades.forEach((trade, i) => {
    const id = instruments[i]?.id;
    const latest = id === undefined ? undefined : works.get(id)?.before;
    if (id === undefined || trade.sequence === null || latest === undefined) return;
    if (latest.length < 2 && trade.sequence > (latest[0]?.highest ?? -1n)) return;
    const list = numbers.get(id);
    if (list === undefined) numbers.set(id, [trade.sequence]);
    else list.push(trade.sequence);
  });
  const late = [...numbers].flatMap(([id, list]) => {
    const work = works.get(id);
    const candidates = work === undefined ? undefined : lateCandidates(work, list);
    return candidates === undefined ? [] : [candidates];
  });
  if (late.length === 0) return;
  for (const gap of await loadMissing(tx, late)) {
    const work = works.get(gap.instrumentId);
    if (work !== undefined) withStoredGap(work, gap);
  }
}

async function countAgain(
  tx: Transaction,
  batch: DecodedBatch,
  again: readonly number[],
  instrumentIds: readonly number[],
  tradeIds: readonly string[],
  sums: ReadonlyMap<number, InstrumentSums>,
): Promise<number> {
  if (again.length === 0) return 0;
  const conflicts = await findConflicts(tx, tradeColumns(batch, again, instrumentIds, tradeIds));
  again.forEach((i, at) => {
    const sum = sums.get(instrumentIds[i] ?? -1);
    if (sum === undefined) return;
    sum.duplicates++;
    if (conflicts[at]) sum.conflicts++;
  });
  return conflicts.filter(Boolean).length;
}
