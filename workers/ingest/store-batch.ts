import type { Transaction } from "@/db/client";
import { findConflicts } from "@/db/queries/ingest/find-conflicts";
import { insertUndecided } from "@/db/queries/ingest/insert-undecided";
import { loadMissing } from "@/db/queries/ingest/load-missing";
import { type LockedPosition, lockPositions } from "@/db/queries/ingest/lock-positions";
import { lockSequences } from "@/db/queries/ingest/lock-sequences";
import { formatMicros } from "@/domain/time/micros";
import {
  classify,
  DUPLICATE,
  type InstrumentWork,
  lateCandidates,
  type ResetRules,
  STORE,
  startWork,
  UNDECIDED_LATE,
  withStoredGap,
} from "./classify";
import { InstrumentSums } from "./instrument-sums";
import { JoinedTrades } from "./joined-trades";
import { PositionMoved } from "./position-moved";
import { recordOutcomes } from "./record-outcomes";
import { type StoredPart, saveBatches } from "./save-batches";
import { tradeColumns } from "./trade-columns";
import type { TradeDays } from "./trade-days";
import { TradeRows } from "./trade-rows";
import type { BatchPart, CommitOutcome, DecodedBatch, RecordOutcome } from "./types";

const noRecords: ReadonlyMap<number, RecordOutcome> = new Map();

/** Ends a transaction in which one of several partitions is halted: the others are then stored without it. */
export class PartitionHalted extends Error {}

/**
 * Writes one batch inside a transaction; whether that is committed is the caller's business. What became of the
 * records in `watched`, by default those that a job replayed, is part of the outcome.
 * @throws {PositionMoved} where the batch does not begin where the partition stands
 */
export async function storeBatch(
  tx: Transaction,
  deps: StoreDeps,
  part: BatchPart,
  watched?: readonly { offset: number }[],
): Promise<CommitOutcome> {
  try {
    const [outcome] = await storeBatches(tx, deps, [part], watched);
    if (outcome === undefined) throw new Error("a batch has no outcome");
    return outcome;
  } catch (error) {
    if (error instanceof PartitionHalted) return { kind: "halted" };
    throw error;
  }
}

export interface StoreDeps extends ResetRules {
  worker: string;
  days: Pick<TradeDays, "table">;
}

/**
 * Writes batches of different partitions inside a transaction, as if they came one after another.
 * @returns what became of each, in their order
 * @throws {PositionMoved | PartitionHalted} before anything is written, where one of them cannot go on from its place
 */
export async function storeBatches(
  tx: Transaction,
  deps: StoreDeps,
  parts: readonly BatchPart[],
  watched?: readonly { offset: number }[],
): Promise<(CommitOutcome & { kind: "committed" })[]> {
  const joined = new JoinedTrades(parts);
  const works = new Map<number, InstrumentWork>();
  const ids = [...new Set(joined.instruments.map((one) => one.id))];
  // Sent together: the positions first, so that two workers on one partition meet there and nowhere else.
  const [positions, epochs] = await Promise.all([
    lockPositions(
      tx,
      parts.map(({ batch }) => batch),
    ),
    lockSequences(tx, ids),
  ]);
  const sourceIds = parts.map(({ batch }, at) => standsAt(positions[at], batch));

  for (const instrument of joined.instruments) {
    if (works.has(instrument.id)) continue;
    works.set(instrument.id, startWork(instrument, epochs.get(instrument.id) ?? [], deps));
  }
  await takeInStoredGaps(tx, joined, works);

  const ingestedAt = Date.now() * 1000;
  const sums = new Map(ids.map((id) => [id, new InstrumentSums(id)]));
  const lateOf = parts.map(() => 0);
  const tradeIds: string[] = [];
  const rows = new TradeRows(joined, sourceIds, tradeIds, deps.days);
  const again: number[] = [];
  const undecided: number[] = [];
  const undecidedLate = new Set<number>();

  for (let i = 0; i < joined.trades.length; i++) {
    const trade = joined.trades[i];
    const instrument = joined.instruments[i];
    const offset = joined.offsets[i];
    const frameIndex = joined.frameIndexes[i];
    if (trade === undefined || instrument === undefined || offset === undefined || frameIndex === undefined)
      continue;
    const work = works.get(instrument.id);
    if (work === undefined) continue;
    const part = joined.partOf(i);
    const sourceId = sourceIds[part] ?? 0;
    const tradeId = trade.tradeId ?? `@${sourceId}:${offset}:${frameIndex}`;
    tradeIds.push(tradeId);
    const lateBefore = work.outOfOrder;
    const verdict = classify(work, trade, sourceId, offset);
    if (work.outOfOrder !== lateBefore) lateOf[part] = (lateOf[part] ?? 0) + 1;
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
  await rows.copy(tx, ingestedAt);

  if (undecided.length > 0) {
    const columns = tradeColumns(joined, undecided, sourceIds, tradeIds);
    const kept = await insertUndecided(tx, formatMicros(ingestedAt), columns);
    undecided.forEach((i, at) => {
      const trade = joined.trades[i];
      const id = joined.instruments[i]?.id;
      if (trade === undefined || id === undefined) return;
      if (!kept[at]) {
        again.push(i);
        return;
      }
      sums.get(id)?.add(trade, joined.offsets[i] ?? 0, joined.frameIndexes[i] ?? 0);
      const work = works.get(id);
      if (!undecidedLate.has(i) || work === undefined) return;
      work.outOfOrder++;
      const part = joined.partOf(i);
      lateOf[part] = (lateOf[part] ?? 0) + 1;
    });
  }
  const conflicts = await findAgain(tx, joined, again, sourceIds, tradeIds, sums);
  const stored = parts.map((part, at): StoredPart => {
    const { batch } = part;
    const ofPart = again.filter((i) => joined.partOf(i) === at).map((i) => i - (joined.starts[at] ?? 0));
    const asked = watched ?? batch.replays;
    return {
      batch,
      sourceId: sourceIds[at] ?? 0,
      late: lateOf[at] ?? 0,
      records: asked.length === 0 ? noRecords : recordOutcomes(asked, part, works, ofPart),
      counts: {
        stored: batch.trades.length - ofPart.length,
        duplicates: ofPart.length,
        conflicts: conflicts.filter((i) => joined.partOf(i) === at).length,
      },
    };
  });
  return saveBatches(tx, { parts: stored, works, sums, worker: deps.worker });
}

/** @returns the position's id, where the batch goes on from there */
function standsAt(position: LockedPosition | undefined, batch: DecodedBatch): number {
  if (position === undefined) throw new Error(`no position for ${batch.topic}/${batch.partition}`);
  if (position.halted) throw new PartitionHalted(`${batch.topic}/${batch.partition} is halted`);
  if (position.nextOffset !== batch.from) throw new PositionMoved(position.nextOffset);
  return position.id;
}

async function takeInStoredGaps(
  tx: Transaction,
  joined: JoinedTrades,
  works: ReadonlyMap<number, InstrumentWork>,
): Promise<void> {
  const numbers = new Map<number, bigint[]>();
  joined.trades.forEach((trade, i) => {
    const id = joined.instruments[i]?.id;
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

/** @returns those of `again` that have another price, quantity or side than the trade that is stored */
async function findAgain(
  tx: Transaction,
  joined: JoinedTrades,
  again: readonly number[],
  sourceIds: readonly number[],
  tradeIds: readonly string[],
  sums: ReadonlyMap<number, InstrumentSums>,
): Promise<number[]> {
  if (again.length === 0) return [];
  const differs = await findConflicts(tx, tradeColumns(joined, again, sourceIds, tradeIds));
  again.forEach((i, at) => {
    const sum = sums.get(joined.instruments[i]?.id ?? -1);
    if (sum === undefined) return;
    sum.duplicates++;
    if (differs[at]) sum.conflicts++;
  });
  return again.filter((_, at) => differs[at]);
}
