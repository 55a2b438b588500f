import type { Sql } from "@/db/client";
import type { ResetRules } from "./classify";
import type { InstrumentCache } from "./instrument-cache";
import type { LatencyRecorder } from "./latency/latency-recorder";
import { PositionMoved } from "./position-moved";
import { storeBatch, storeBatches } from "./store-batch";
import { dayNumber, type TradeDays } from "./trade-days";
import type { BatchPart, CommitOutcome, DecodedBatch } from "./types";

export interface CommitDeps extends ResetRules {
  sql: Sql;
  instruments: InstrumentCache;
  days: TradeDays;
  worker: string;
  latencies: Pick<LatencyRecorder, "add">;
}

/**
 * Stores a batch in one transaction: trades, candles, gaps, dead letters, ledger and position, or nothing. Calling it
 * again after an unknown outcome is safe: the position tells whether the first call was committed.
 */
export async function commitBatch(deps: CommitDeps, batch: DecodedBatch): Promise<CommitOutcome> {
  const part = await prepare(deps, batch);
  try {
    const outcome = await deps.sql.begin((tx) => storeBatch(tx, deps, part));
    if (outcome.kind === "committed") deps.latencies.add(batch, part.instruments, Date.now() * 1000);
    return outcome;
  } catch (error) {
    if (error instanceof PositionMoved) return { kind: "moved", nextOffset: error.nextOffset };
    throw error;
  }
}

/**
 * Stores batches of different partitions in one transaction, all of them or none.
 * @throws where one cannot be stored, for whatever reason: each can then be stored by itself
 */
export async function commitBatches(
  deps: CommitDeps,
  batches: readonly DecodedBatch[],
): Promise<(CommitOutcome & { kind: "committed" })[]> {
  const parts: BatchPart[] = [];
  for (const batch of batches) parts.push(await prepare(deps, batch));
  const outcomes = await deps.sql.begin((tx) => storeBatches(tx, deps, parts));
  const now = Date.now() * 1000;
  for (const { batch, instruments } of parts) deps.latencies.add(batch, instruments, now);
  return outcomes;
}

/** What has to be there before a transaction begins: instruments, and the days' tables. */
async function prepare(deps: CommitDeps, batch: DecodedBatch): Promise<BatchPart> {
  const instruments = await deps.instruments.resolve(batch.trades);
  await deps.days.ensure(new Set(batch.trades.map((trade) => dayNumber(trade.timeMicros))));
  return { batch, instruments };
}
