import pino from "pino";
import { expect } from "vitest";
import { createJob } from "@/db/queries/backfill/create-job";
import { loadPlannedGaps } from "@/db/queries/backfill/load-planned-gaps";
import { actOnGaps } from "@/db/queries/gaps/act-on-gaps";
import { compareCandles } from "@/db/queries/ledger/compare-candles";
import { planBackfill } from "@/domain/gap/backfill/plan-backfill";
import { type BackfillReceipt, backfillReceipt } from "@/domain/gap/backfill/receipt";
import type { HistoryVenue } from "@/domain/gap/backfill/venues";
import { gapFilter } from "@/domain/gap/gap-filter";
import { readLedger } from "@/server/services/ledger/read-ledger";
import { createIngestHarness, type IngestHarness } from "../../ingest/testing/ingest-harness";
import { until } from "../../ingest/testing/until";
import { type BackfillJobsOptions, startJobs } from "../start-jobs";

export interface BackfillHarness extends IngestHarness {
  /** the topic of a venue's raw frames */
  raw(venue: HistoryVenue): string;
  /** publishes frames and waits until ingest has them */
  publish(venue: HistoryVenue, frames: readonly string[], key?: string): Promise<void>;
  startJobs(
    urls: Partial<Record<HistoryVenue, string>>,
    options?: Partial<BackfillJobsOptions>,
  ): Promise<void>;
  /** starts jobs for every gap there is; their ids */
  backfill(): Promise<bigint[]>;
  ended(jobId: bigint): Promise<{ state: string; error: string | null; receipt: BackfillReceipt }>;
  /** the ledger balances, by a recount too, and every candle is what its trades make */
  proven(): Promise<void>;
  /** ranges still missing of an instrument, with the state of their gap */
  missing(symbol: string): Promise<string[]>;
}

export async function createBackfillHarness(): Promise<BackfillHarness> {
  const base = await createIngestHarness();
  const { sql } = base.database;
  const workers: { stop(): Promise<void> }[] = [];
  const raw = (venue: HistoryVenue) => base.topic(`market.crypto.trades.${venue}.raw`);
  await base.makeTopics(["binance" as const, "coinbase" as const, "kraken" as const].map(raw), 2);
  return {
    ...base,
    raw,
    async publish(venue, frames, key = "AAAUSDT") {
      for (let at = 0; at < frames.length; at += 2_000)
        await base.producer.send({
          topic: raw(venue),
          messages: frames.slice(at, at + 2_000).map((value) => ({ key, value })),
        });
      await base.caughtUp();
    },
    async startJobs(urls, options = {}) {
      const access = (venue: HistoryVenue) => ({ url: urls[venue] ?? "http://127.0.0.1:1", apiKey: "test" });
      workers.push(
        await startJobs({
          kafka: base.kafka,
          sql,
          log: pino({ level: "error" }),
          workerId: `jobs-${workers.length}`,
          access: { binance: access("binance"), coinbase: access("coinbase"), kraken: access("kraken") },
          topicPartitions: 2,
          leaseMs: 3_000,
          idleMs: 30,
          backoffMs: 5,
          ...options,
        }),
      );
    },
    async backfill() {
      return sql.begin(async (tx) => {
        const scope = {
          selection: { kind: "filter" as const, filter: gapFilter.parse({}) },
          letters: true,
          again: true,
          lastGapId: null,
        };
        const gaps = await loadPlannedGaps(tx, scope, 10_000);
        await actOnGaps(
          tx,
          gaps.map((gap) => gap.gapId),
          { actor: "tester", reason: "a test" },
        );
        const ids: bigint[] = [];
        for (const plan of planBackfill(gaps).venues) {
          const kept = { calls: plan.calls, weight: plan.weight, seconds: plan.seconds, limit: "" };
          const id = await createJob(tx, plan, kept, { actor: "tester", reason: "a test" });
          if (id !== null) ids.push(id);
        }
        return ids;
      });
    },
    async ended(jobId) {
      let last: unknown;
      const read = async () => {
        const [row] = await sql<{ state: string; error: string | null; receipt: unknown }[]>`
          select state, error, receipt, waits_for, phase from backfill_jobs where id = ${jobId}`;
        last = row;
        return row;
      };
      await until(`backfill job ${jobId} to end`, async () => (await read())?.receipt != null, 50_000).catch(
        (error) => {
          throw new Error(`${error}; it is ${JSON.stringify(last)}`);
        },
      );
      const row = await read();
      if (row === undefined) throw new Error(`there is no job ${jobId}`);
      return { ...row, receipt: backfillReceipt.parse(row.receipt) };
    },
    async proven() {
      expect((await readLedger(sql, { recount: true })).balanced).toBe(true);
      for (const size of ["1m", "1h", "1d"] as const) expect(await compareCandles(sql, size)).toEqual([]);
    },
    async missing(symbol) {
      const rows = await sql<{ from: bigint; to: bigint; state: string }[]>`
        select lower(r) as "from", upper(r) - 1 as "to", g.state
        from sequence_gaps g join instruments i on i.id = g.instrument_id, unnest(g.missing) r
        where i.symbol = ${symbol} order by 1`;
      return rows.map((row) => `${row.from}-${row.to} ${row.state}`);
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await base.stop();
    },
  };
}
