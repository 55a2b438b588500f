import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { beat } from "@/db/queries/operations/beat";
import { decimal } from "@/domain/cost/decimal";
import { costInputsSchema } from "@/domain/cost/inputs/cost-inputs";
import { createMarket, storeTrades } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";
import { createCaller } from "@/server/trpc/root";

const SECOND = 1_000_000;
/** A whole minute an hour ago. */
const START = Math.floor(Date.now() / 60_000 - 60) * 60 * SECOND;

let sql: Sql;
let drop: () => Promise<void>;
const viewer = createCaller({
  actor: { name: "the viewer", role: "viewer" },
  origin: "api",
  requestId: "test-request",
});
const inputs = costInputsSchema.parse({ preset: "10k" });

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
});
afterAll(() => drop());

async function heartbeat(workerId: string, detail: Record<string, unknown>): Promise<void> {
  const startedAt = new Date(Date.now() - 600_000).toISOString();
  await beat(sql, {
    workerId,
    roles: ["ingest"],
    host: "here",
    pid: 1,
    build: "v1",
    startedAt,
    memoryBytes: 1,
    detail,
  });
}

/** Candles of what is stored, by minute and by hour, as ingest keeps them. */
async function mergeCandles(): Promise<void> {
  for (const [table, width] of [
    ["candles_1m", "minute"],
    ["candles_1h", "hour"],
  ] as const)
    await sql`
      insert into ${sql(table)} (instrument_id, bucket, open, high, low, close, volume, notional, buy_volume,
        sell_volume, trades, open_time, open_tie, close_time, close_tie)
      select instrument_id, date_trunc(${width}, time), 1, 1, 1, 1, 1, 1, 1, 0, count(*), min(time), 0, max(time), 0
      from trades group by 1, 2`;
}

describe("before anything was stored", () => {
  it("measures nothing and says why of each figure", async () => {
    const { measurements, unmeasured } = await viewer.cost.calibration({});
    expect(measurements).toEqual({});
    expect(unmeasured).toHaveLength(10);
    expect(await viewer.cost.usage({})).toMatchObject({ instruments: [], exchanges: [] });
    expect(await viewer.cost.replays({})).toEqual({ waiting: { letters: 0n, meanBytes: null }, jobs: [] });
  });
});

describe("a pipeline that ran for five minutes", () => {
  beforeAll(async () => {
    const btc = await createMarket(sql, "BTCUSDT", 0);
    const eth = await createMarket(sql, "ETHUSDT", 1);
    // 10 and 5 trades a second
    await storeTrades(sql, btc, { time: START, offset: 0 }, 3_000, SECOND / 10);
    await storeTrades(sql, eth, { time: START, offset: 0 }, 1_500, SECOND / 5);
    await mergeCandles();
    await sql`analyze trades`;
    await heartbeat("one", {
      feeds: [{ exchange: "binance", frames: 4_500, bytes: 900_000 }],
      compression: { batches: 300, packedBytes: 400_000, bytes: 1_000_000 },
    });
    await sql`
      insert into maintenance_runs (task, worker_id, ran_at, done_at, detail)
      values ('fan-out', 'one', now(), now(), '{"groups": 3, "topics": 1}')`;
    // a worker of another version, whose detail is another
    await heartbeat("two", { feeds: "none", compression: null });
  });

  it("tells rate, sizes and fan-out with window and n", async () => {
    const { measurements, unmeasured } = await viewer.cost.calibration({});
    expect(measurements.rowsPerSecond?.value).toBeCloseTo(15, 1);
    expect(measurements.rate).toMatchObject({
      sampleSize: 4_500,
      window: expect.stringMatching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2} to .* UTC$/),
    });
    expect(measurements.bytes).toMatchObject({ value: 200, sampleSize: 4_500 });
    expect(measurements.wireBytes).toMatchObject({ value: 80, sampleSize: 300 });
    expect(measurements.consumerGroups).toMatchObject({ value: 3, sampleSize: 1 });
    expect(measurements.partitions?.value).toBe(2);
    expect(measurements.rowBytes?.value).toBeGreaterThan(50);
    expect(unmeasured.map(({ name }) => name)).toEqual(["storedBytes", "perCore"]);
  });

  it("spreads a scenario over what each instrument used, nothing lost", async () => {
    const { total } = await viewer.cost.estimate({ inputs });
    const found = await viewer.cost.allocation({ inputs, by: "instrument" });
    expect(found.allocations.map(({ key }) => key)).toEqual(["binance/spot/BTCUSDT", "binance/spot/ETHUSDT"]);
    const added = found.allocations.reduce((sum, { usd }) => sum.plus(usd), decimal(found.unallocatedUsd));
    expect(added.equals(total)).toBe(true);
    const [btc, eth] = found.allocations.map(({ usd }) => Number(usd));
    expect((btc ?? 0) / (eth ?? 1)).toBeCloseTo(2, 2);
  });
});

it("tells what started replays sent, and how large it was", async () => {
  await sql`
    insert into dead_letters (topic, partition, source_offset, value, stage, code, message, decoder, fingerprint, build, state)
    select 'market.crypto.trades.binance.raw', 0, n, convert_to(repeat('x', 100), 'UTF8'), 'decode', 'NOT_JSON', 'no', 'd',
      'f', 'v1', case when n < 3 then 'replayed' else 'failed' end
    from generate_series(0, 4) as n`;
  const progress = {
    waiting: 0,
    sending: 0,
    sent: 1,
    settled: 2,
    skipped: 0,
    cancelled: 0,
    stored: 2,
    duplicate: 0,
    ignored: 0,
    failed: 0,
    differs: 0,
  };
  await sql`
    insert into replay_jobs (token, state, selection, last_letter_id, rate, canary, reason, created_by, started_at, progress)
    values ('t1', 'done', '{}', 10, 100, 0, 'the venue mended it', 'ann', now(), ${sql.json(progress)}),
      ('t2', 'planned', '{}', 10, 100, 0, 'not started', 'ann', null, null)`;
  await sql`
    insert into replay_items (job_id, letter_id, attempt, value)
    select j.id, l.id, 1, case when l.source_offset = 0 then convert_to(repeat('y', 400), 'UTF8') end
    from replay_jobs j, dead_letters l where j.token = 't1' and l.source_offset < 3`;
  const { waiting, jobs } = await viewer.cost.replays({});
  expect(waiting).toEqual({ letters: 2n, meanBytes: 100 });
  // two as they were and a patched one four times as large
  expect(jobs).toMatchObject([{ state: "done", reason: "the venue mended it", records: 3, meanBytes: 200 }]);
});
