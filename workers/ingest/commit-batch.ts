import type { Sql } from "@/db/client";
import type { InstrumentCache } from "./instrument-cache";
import type { LatencyRecorder } from "./latency/latency-recorder";
import { PositionMoved } from "./position-moved";
import { storeBatch } from "./store-batch";
import { dayNumber, type TradeDays } from "./trade-days";
import type { CommitOutcome, DecodedBatch } from "./types";

export interface CommitDeps {
  sql: Sql;
  instruments: InstrumentCache;
  days: TradeDays;
  worker: string;
  resetWindowMicros: number;
  latencies: Pick<LatencyRecorder, "add">;
}

/**
 * Stores a batch in one transaction: trades, candles, gaps, dead letters, ledger and position, or nothing. Calling it
 * again after an unknown outcome is safe: the position tells whether the first call was committed.
 */
export async function commitBatch(deps: CommitDeps, batch: DecodedBatch): Promise<CommitOutcome> {
  const instruments = await deps.instruments.resolve(batch.trades);
  await deps.days.ensure(new Set(batch.trades.map((trade) => dayNumber(trade.timeMicros))));
  try {
    const outcome = await deps.sql.begin((tx) => storeBatch(tx, deps, batch, instruments));
    if (outcome.kind === "committed") deps.latencies.add(batch, instruments, Date.now() * 1000);
    return outcome;
  } catch (error) {
    if (error instanceof PositionMoved) return { kind: "moved", nextOffset: error.nextOffset };
    throw error;
  }
}
