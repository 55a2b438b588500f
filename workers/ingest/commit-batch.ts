import type { Sql, Transaction } from "@/db/client";
import { addToInstrumentLedger } from "@/db/queries/ingest/add-to-instrument-ledger";
import { fillGaps } from "@/db/queries/ingest/fill-gaps";
import { findConflicts } from "@/db/queries/ingest/find-conflicts";
import { insertDeadLetters } from "@/db/queries/ingest/insert-dead-letters";
import { insertGaps } from "@/db/queries/ingest/insert-gaps";
import { insertLostRange } from "@/db/queries/ingest/insert-lost-range";
import { insertUndecided } from "@/db/queries/ingest/insert-undecided";
import { loadMissing } from "@/db/queries/ingest/load-missing";
import { lockPosition } from "@/db/queries/ingest/lock-position";
import { lockSequences } from "@/db/queries/ingest/lock-sequences";
import { mergeCandles } from "@/db/queries/ingest/merge-candles";
import { movePosition } from "@/db/queries/ingest/move-position";
import type { Instrument } from "@/db/queries/ingest/resolve-instruments";
import { saveSequences } from "@/db/queries/ingest/save-sequences";
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
import { CopyLines } from "./copy-lines";
import { gapChanges } from "./gap-changes";
import type { InstrumentCache } from "./instrument-cache";
import { InstrumentSums } from "./instrument-sums";
import { tradeColumns } from "./trade-columns";
import { dayNumber, type TradeDays } from "./trade-days";
import type { CommitOutcome, DecodedBatch } from "./types";

export interface CommitDeps {
  sql: Sql;
  instruments: InstrumentCache;
  days: TradeDays;
  worker: string;
  resetWindowMicros: number;
}

/** Thrown inside the transaction to undo it when the position turns out to be elsewhere. */
class PositionMoved extends Error {
  constructor(readonly nextOffset: number) {
    super("the position was moved by another worker");
  }
}

/**
 * Stores a batch in one transaction: trades, candles, gaps, dead letters, ledger and position, or nothing. Calling it
 * again after an unknown outcome is safe: the position tells whether the first call was committed.
 */
export async function commitBatch(deps: CommitDeps, batch: DecodedBatch): Promise<CommitOutcome> {
  const instruments = await deps.instruments.resolve(batch.trades);
  await deps.days.ensure(new Set(batch.trades.map((trade) => dayNumber(trade.timeMicros))));
  try {
    return await deps.sql.begin((tx) => store(tx, deps, batch, instruments));
  } catch (error) {
    if (error instanceof PositionMoved) return { kind: "moved", nextOffset: error.nextOffset };
    throw error;
  }
}

async function store(
  tx: Transaction,
  deps: CommitDeps,
  batch: DecodedBatch,
  instruments: readonly Instrument[],
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

  const ingestedAt = formatMicros(Date.now() * 1000);
  const lines = new CopyLines(position.id, ingestedAt);
  const sums = new Map(ids.map((id) => [id, new InstrumentSums(id)]));
  const instrumentIds = instruments.map((one) => one.id);
  const tradeIds: string[] = [];
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
      lines.add(trade, instrument.id, offset, frameIndex, tradeId);
      sums.get(instrument.id)?.add(trade, offset, frameIndex);
    } else if (verdict === DUPLICATE) {
      again.push(i);
    } else {
      undecided.push(i);
      if (verdict === UNDECIDED_LATE) undecidedLate.add(i);
    }
  }
  await lines.copy(tx);

  if (undecided.length > 0) {
    const kept = await insertUndecided(
      tx,
      position.id,
      ingestedAt,
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
  return finish(tx, deps, batch, position, works, sums, { stored, duplicates: again.length, conflicts });
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

/** All that does not depend on one another goes out together: one wait instead of ten. */
async function finish(
  tx: Transaction,
  deps: CommitDeps,
  batch: DecodedBatch,
  position: { id: number; nextOffset: number },
  works: ReadonlyMap<number, InstrumentWork>,
  sums: ReadonlyMap<number, InstrumentSums>,
  counts: { stored: number; duplicates: number; conflicts: number },
): Promise<CommitOutcome> {
  const writes: Promise<unknown>[] = [];
  const changedEpochs = [...works.values()].flatMap((work) =>
    work.state.epochs
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
  if (batch.deadLetters.length > 0) writes.push(insertDeadLetters(tx, batch.deadLetters));
  const moved = movePosition(
    tx,
    {
      sourceId: position.id,
      from: batch.from,
      to: batch.to,
      worker: deps.worker,
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
  };
}
