import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  NORMALIZED_ID,
  normalizedTrade,
  schemaText,
  tradeV2,
  V2_ID,
  wire,
} from "@/domain/trade/decode/testing/avro-fixture";
import { readLedger } from "@/server/services/ledger/read-ledger";
import { createIngestHarness, type IngestHarness } from "./testing/ingest-harness";

const RAW = "market.crypto.trades.binance.raw";

/** A Binance frame; `more` replaces or adds fields. */
function frame(id: number, more: Record<string, unknown> = {}): string {
  const data = {
    e: "trade",
    E: 1_750_000_000_001 + id,
    s: "AAAUSDT",
    t: id,
    p: "10.50",
    q: "2.0",
    T: 1_750_000_000_000 + id,
    m: true,
    M: true,
  };
  return JSON.stringify({ stream: "aaausdt@trade", data: { ...data, ...more } });
}

let harness: IngestHarness;
beforeEach(async () => {
  harness = await createIngestHarness();
});
afterEach(() => harness.stop());

async function send(topic: string, values: (string | Buffer | null)[], key = "AAAUSDT"): Promise<void> {
  await harness.producer.send({ topic, messages: values.map((value) => ({ key, value, partition: 0 })) });
}
const letters = () => harness.database.sql<
  { code: string; stage: string; value: Buffer | null; sequence: bigint | null; symbol: string | null }[]
>`
  select code, stage, value, sequence, symbol from dead_letters order by source_offset`;

describe("ingest", () => {
  it("keeps each bad record with its bytes, and stores its neighbours", async () => {
    const topic = harness.topic(RAW);
    await harness.makeTopics([topic], 1);
    const huge = Buffer.alloc(10_000_000, "x");
    const bad: (string | Buffer | null)[] = [
      null,
      "",
      frame(2).slice(0, 60),
      frame(3, { p: "-1" }),
      frame(4, { q: "NaN" }),
      frame(5, { p: 7e200 }),
      Buffer.from([0, 255, 254, 0]),
      frame(7).replace('"t":7', '"t":7,"t":8'),
      frame(8).replace('"M":true', '"__proto__":{"a":1}'),
      `${"[".repeat(5000)}`,
      huge,
    ];
    const good = bad.map((_, i) => frame(100 + i));
    await send(
      topic,
      bad.flatMap((value, i) => [good[i] ?? "", value]),
    );
    await harness.start();
    await harness.caughtUp();
    const kept = await letters();
    expect(kept).toHaveLength(bad.length);
    expect(new Set(kept.map((one) => one.code)).size).toBe(bad.length);
    kept.forEach((one, i) => {
      const sent = bad[i];
      expect(one.value === null ? null : Buffer.compare(one.value, Buffer.from(sent ?? "")), one.code).toBe(
        sent === null ? null : 0,
      );
    });
    expect(kept[3]).toMatchObject({ code: "PRICE_NOT_POSITIVE", sequence: 3n, symbol: "AAAUSDT" });
    const ledger = await readLedger(harness.database.sql, { recount: true });
    expect(ledger.balanced).toBe(true);
    expect(ledger.partitions[0]).toMatchObject({
      consumed: 22n,
      decoded: 11n,
      deadLettered: 11n,
      stored: 11n,
    });
  });

  it("tells a conflict from a duplicate, and keeps the first", async () => {
    const topic = harness.topic(RAW);
    await harness.makeTopics([topic], 1);
    await send(topic, [
      frame(1),
      frame(2),
      frame(2),
      frame(1, { p: "11.00" }),
      frame(2, { T: 1_750_000_009_000 }),
    ]);
    await harness.start();
    await harness.caughtUp();
    const ledger = await readLedger(harness.database.sql, { recount: true });
    expect(ledger.instruments[0]).toMatchObject({
      stored: 2n,
      duplicates: 3n,
      conflicts: 1n,
      quantity: "4.0",
      notional: "42.000",
    });
    expect(ledger.balanced).toBe(true);
  });

  it("names exactly the numbers that are missing, and closes gaps in any order and in parts", async () => {
    const topic = harness.topic(RAW);
    await harness.makeTopics([topic], 1);
    const numbers = (list: number[]) =>
      send(
        topic,
        list.map((id) => frame(id)),
      );
    const missing = async () => {
      await harness.caughtUp();
      const ledger = await readLedger(harness.database.sql, { recount: true });
      expect(ledger.balanced).toBe(true);
      return ledger.instruments[0]?.gaps.map(({ from, to }) => `${from}-${to}`).join(" ");
    };
    await numbers([10, 11, 20, 21, 30]);
    await harness.start();
    expect(await missing()).toBe("12-19 22-29");
    await numbers([25]);
    expect(await missing()).toBe("12-19 22-24 26-29");
    await numbers([5, 19, 12, 25]);
    expect(await missing()).toBe("6-9 13-18 22-24 26-29");
    await numbers([29, 28, 27, 26, 24, 23, 22, 13, 14, 15, 16, 17, 18, 6, 7, 8, 9]);
    expect(await missing()).toBe("");
    const [edges] = await harness.database.sql<
      { open: bigint }[]
    >`select count(*) filter (where state <> 'filled') as open from sequence_gaps`;
    expect(edges?.open).toBe(0n);
  });

  it("opens an epoch where the venue restarts its numbers, and keeps both", async () => {
    const topic = harness.topic(RAW);
    await harness.makeTopics([topic], 1);
    const later = 1_750_000_000_000 + 12 * 3_600_000;
    await send(topic, [
      frame(1_000_000),
      frame(1_000_003),
      frame(1, { T: later }),
      frame(2, { T: later + 1 }),
      frame(1_000_001),
    ]);
    await harness.start();
    await harness.caughtUp();
    const ledger = await readLedger(harness.database.sql, { recount: true });
    expect(ledger.instruments[0]).toMatchObject({
      stored: 5n,
      resets: 1n,
      duplicates: 0n,
      missing: "1",
      gaps: [{ from: 1_000_002n, to: 1_000_002n }],
    });
    expect(ledger.balanced).toBe(true);
  });

  it("resumes from its own positions when the group's offsets are gone", async () => {
    const topic = harness.topic(RAW);
    await harness.makeTopics([topic], 1);
    await send(topic, [frame(1), frame(2), frame(3)]);
    const worker = await harness.start();
    await harness.caughtUp();
    await worker.stop();
    const { groups } = await harness.admin.listGroups();
    const group = groups.find(({ groupId }) => topic.includes(groupId));
    if (group !== undefined) await harness.admin.deleteGroups([group.groupId]);
    await send(topic, [frame(4)]);
    await harness.start();
    await harness.caughtUp();
    const ledger = await readLedger(harness.database.sql, { recount: true });
    expect(ledger.partitions[0]).toMatchObject({ consumed: 4n, stored: 4n, duplicates: 0n, lost: 0n });
  });

  it("shows records that Kafka deleted unread as a lost range", async () => {
    const topic = harness.topic(RAW);
    await harness.makeTopics([topic], 1);
    await send(topic, [frame(1), frame(2)]);
    const worker = await harness.start();
    await harness.caughtUp();
    await worker.stop();
    await send(
      topic,
      [3, 4, 5, 6, 7].map((id) => frame(id)),
    );
    await harness.admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: "5" }] });
    await harness.start();
    await harness.caughtUp();
    const [lost] = await harness.database.sql<
      { from_offset: bigint; to_offset: bigint }[]
    >`select from_offset, to_offset from lost_ranges`;
    expect(lost).toEqual({ from_offset: 2n, to_offset: 5n });
    const ledger = await readLedger(harness.database.sql, { recount: true });
    expect(ledger.partitions[0]).toMatchObject({ consumed: 4n, lost: 3n });
    expect(ledger.instruments[0]?.gaps).toEqual([{ from: 3n, to: 5n }]);
  });

  it("waits for a schema registry that is down, and dead-letters what it does not know", async () => {
    let up = false;
    let asked: () => void = () => undefined;
    const wasAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    // A stub of Confluent's documented HTTP API.
    const server = http.createServer((request, response) => {
      asked();
      const text = schemaText(Number(request.url?.split("/").at(-1)));
      if (!up) response.writeHead(503).end();
      else if (text === undefined)
        response.writeHead(404, { "content-type": "application/json" }).end('{"error_code":40403}');
      else
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ schema: text }));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const { port }: AddressInfo =
      typeof address === "object" && address !== null ? address : { port: 0, address: "", family: "" };
    const topic = harness.topic("market.crypto.trades.binance");
    await harness.makeTopics([topic], 1);
    await send(topic, [
      tradeV2(),
      wire(99, Buffer.from([1, 2])),
      normalizedTrade({ trade_id: "502", metadata: null }),
      Buffer.from("{}"),
    ]);
    await harness.start({ schemaRegistryUrl: `http://127.0.0.1:${port}` });
    await wasAsked;
    expect((await readLedger(harness.database.sql, { recount: true })).partitions[0]?.consumed ?? 0n).toBe(
      0n,
    );
    up = true;
    await harness.caughtUp();
    server.close();
    const ledger = await readLedger(harness.database.sql, { recount: true });
    expect(ledger.balanced).toBe(true);
    expect(ledger.partitions[0]).toMatchObject({ consumed: 4n, decoded: 2n, deadLettered: 2n, stored: 2n });
    expect((await letters()).map((one) => one.code)).toEqual(["UNKNOWN_SCHEMA", "WRONG_MAGIC_BYTE"]);
    expect([V2_ID, NORMALIZED_ID].every((id) => schemaText(id) !== undefined)).toBe(true);
  });
});
