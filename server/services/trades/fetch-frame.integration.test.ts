import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import type { Sql } from "@/db/client";
import { formatMicros } from "@/domain/time/micros";
import { createLog } from "@/runtime/log";
import type { Act } from "@/server/act";
import { processState } from "@/server/process-state";
import { fetchFrame } from "@/server/services/trades/fetch-frame";
import { binanceFrame } from "@/workers/ingest/testing/binance-frame";
import { createIngestHarness, type IngestHarness } from "@/workers/ingest/testing/ingest-harness";
import { createKafka } from "@/workers/kafka/client";
import { FrameReader } from "@/workers/maintain/frame-reader";
import { type Periodic, runPeriodically } from "@/workers/periodic";

const admin: Act = { actor: "a", role: "admin", origin: "api" };
const viewer: Act = { actor: "v", role: "viewer", origin: "api" };

let harness: IngestHarness;
let sql: Sql;
let topic: string;
let key: { instrumentId: number; time: number; tradeId: string };

beforeAll(async () => {
  harness = await createIngestHarness();
  sql = harness.database.sql;
  vi.stubEnv("K2_DATABASE_URL", harness.database.url);
  processState("web-database", () => sql);
  topic = harness.topic("market.crypto.trades.binance.raw");
  await harness.makeTopics([topic], 3);
  await harness.start();
  await harness.producer.send({
    topic,
    messages: [1, 2, 3].map((id) => ({
      partition: 1,
      key: "BTCUSDT",
      value: binanceFrame(id),
      ...(id === 2 ? { headers: { "k2-backfill": "7" } } : {}),
    })),
  });
  await harness.caughtUp();
  const [row] = await sql<{ instrument_id: number; time: number }[]>`
    select instrument_id, (extract(epoch from time) * 1000000)::float8 as time from trades where trade_id = '2'`;
  if (row === undefined) throw new Error("the trade is not stored");
  key = { instrumentId: row.instrument_id, time: row.time, tradeId: "2" };
});
afterAll(() => harness.stop());

/** A maintainer's part of the work, for as long as `act` lasts. */
async function withReader(act: () => Promise<void>, topicPattern = new RegExp(`^${topic}$`)): Promise<void> {
  const kafka = createKafka({ brokers: inject("kafkaBrokers"), clientId: "frame-test", retries: 1 });
  const reader = new FrameReader({ kafka, sql, topicPattern });
  const loop: Periodic = runPeriodically({
    name: "frames",
    idleMs: 20,
    log: createLog("test", "silent"),
    task: () => reader.answerNext(),
  });
  try {
    await act();
  } finally {
    await loop.stop();
    await reader.stop();
  }
}

it("brings the record as it is in Kafka, and says that it gives the stored row", async () => {
  await withReader(async () => {
    const frame = await fetchFrame(key, admin);
    expect(frame).toMatchObject({
      kind: "found",
      key: "BTCUSDT",
      headers: [{ name: "k2-backfill", value: "7" }],
      verdict: "same",
      trades: 1,
      endOffset: 3n,
      payload: { kind: "json", isMasked: false },
    });
    if (frame.kind !== "found" || frame.payload.text === null) throw new Error("there is no text");
    expect(JSON.parse(frame.payload.text)).toEqual(JSON.parse(String(binanceFrame(2))));
    expect(Math.abs(frame.recordTime / 1_000 - Date.now())).toBeLessThan(600_000);
  });
  const groups = (await harness.admin.listGroups()).groups.map((group) => group.groupId);
  expect(groups.filter((name) => name.startsWith("k2-frame-"))).toEqual([]);
});

it("says so where the row is not what the record gives", async () => {
  await sql`update trades set price = price + 1 where trade_id = '3'`;
  const [row] = await sql<{ time: number }[]>`
    select (extract(epoch from time) * 1000000)::float8 as time from trades where trade_id = '3'`;
  await withReader(async () => {
    const frame = await fetchFrame({ ...key, tradeId: "3", time: row?.time ?? 0 }, admin);
    expect(frame).toMatchObject({ kind: "found", verdict: "differs" });
  });
});

it("hides what a role must not see", async () => {
  vi.stubEnv("K2_MASK_FIELDS", "p");
  try {
    await withReader(async () => {
      const frame = await fetchFrame(key, viewer);
      expect(frame).toMatchObject({ kind: "found", key: null, payload: { isMasked: true } });
      if (frame.kind !== "found") throw new Error("it is there");
      expect(frame.payload.text).not.toContain(JSON.parse(String(binanceFrame(2))).p);
    });
  } finally {
    vi.stubEnv("K2_MASK_FIELDS", "");
  }
});

it("says that Kafka no longer keeps it, and from where on it does", async () => {
  await harness.admin.deleteTopicRecords({ topic, partitions: [{ partition: 1, offset: "2" }] });
  await sql`truncate frame_requests`;
  await withReader(async () => {
    expect(await fetchFrame(key, admin)).toEqual({ kind: "gone", lowOffset: 2n, endOffset: 3n });
  });
});

it("says who is missing where nobody answers, and does not read topics that are not ingest's", async () => {
  await sql`truncate frame_requests`;
  expect(await fetchFrame(key, admin)).toMatchObject({
    kind: "unanswered",
    reason: expect.stringMatching(/maintain/),
  });
  await sql`truncate frame_requests`;
  await withReader(async () => {
    expect(await fetchFrame(key, admin)).toMatchObject({
      kind: "unanswered",
      reason: expect.stringMatching(/not one that ingest reads/),
    });
  }, /^other$/);
});

it("ends when its reader leaves, and is refused where too many wait", async () => {
  await sql`truncate frame_requests`;
  await expect(fetchFrame(key, admin, AbortSignal.timeout(100))).rejects.toMatchObject({ code: "CANCELLED" });
  await sql`insert into frame_requests (topic, partition, source_offset) select 'x', 0, n from generate_series(1, 20) n`;
  await sql`delete from frame_requests where topic <> 'x'`;
  await expect(fetchFrame(key, admin)).rejects.toMatchObject({ code: "RATE_LIMITED" });
});

it("keeps no frame for long", async () => {
  await sql`update frame_requests set asked_at = ${formatMicros(Date.now() * 1_000 - 3_600_000_000)}::timestamptz`;
  await withReader(() =>
    vi.waitFor(async () => expect(await sql`select from frame_requests`).toHaveLength(0), 10_000),
  );
});
