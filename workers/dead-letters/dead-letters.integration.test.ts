import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dlqTopicOf } from "@/domain/dead-letter/dlq-topic";
import { binanceFrame } from "../ingest/testing/binance-frame";
import { createIngestHarness, type IngestHarness } from "../ingest/testing/ingest-harness";
import { until } from "../ingest/testing/until";
import { startForeignReader } from "./start-foreign-reader";
import { startRelay } from "./start-relay";
import { readTopic } from "./testing/read-topic";

const log = pino({ level: "error" });
let harness: IngestHarness;
let topic: string;
let dlq: string;
const ends: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  harness = await createIngestHarness();
  topic = harness.topic("market.crypto.trades.binance.raw");
  dlq = dlqTopicOf(topic);
  await harness.makeTopics([topic], 2);
});
afterEach(async () => {
  for (const one of ends.splice(0)) await one.stop();
  await harness.stop();
});

const relay = async () =>
  ends[
    ends.push(
      await startRelay({ kafka: harness.kafka, sql: harness.database.sql, log, partitions: 3, idleMs: 50 }),
    ) - 1
  ];
const reader = async () =>
  ends.push(
    await startForeignReader({
      kafka: harness.kafka,
      sql: harness.database.sql,
      log,
      groupId: `${dlq}-reader`,
      topicPattern: new RegExp(`^${dlq.replaceAll(".", "\\.")}$|^connect-${dlq}$`),
      sessionTimeoutMs: 6_000,
      build: "test",
      topicRefreshMs: 200,
    }),
  );
const published = () =>
  until("the outbox to be empty", async () => {
    const [row] = await harness.database.sql<{ n: number }[]>`
      select count(*)::int as n from dead_letters where published_at is null`;
    return row?.n === 0;
  });

describe("the outbox", () => {
  it("publishes each letter once with Connect's headers, and ingest keeps away from its topic", async () => {
    const huge = Buffer.alloc(3_000_000, "x");
    await harness.producer.send({
      topic,
      messages: [
        { key: "k", value: binanceFrame(1, { p: "n/a" }), partition: 0, headers: { trace: "abc" } },
        { key: null, value: null, partition: 1 },
        { key: "h", value: huge, partition: 1 },
      ],
    });
    await harness.start();
    await harness.caughtUp();
    await harness.admin.createTopics({
      topics: [{ topic: dlq, configEntries: [{ name: "max.message.bytes", value: "1000000" }] }],
    });
    const first = await relay();
    await published();
    await first?.stop();
    ends.pop();
    await relay();
    const records = await readTopic(harness.kafka, dlq, 3);
    const header = (i: number, name: string) => records[i]?.headers?.[name]?.toString();
    const by = records.map((_, i) => header(i, "__connect.errors.exception.class.name"));
    const price = by.indexOf("PRICE_NOT_DECIMAL");
    expect(records).toHaveLength(3);
    expect(records[price]?.value?.toString()).toBe(binanceFrame(1, { p: "n/a" }));
    expect(records[price]?.key?.toString()).toBe("k");
    expect(header(price, "trace")).toBe("abc");
    expect(header(price, "__connect.errors.topic")).toBe(topic);
    expect(header(price, "__connect.errors.partition")).toBe("0");
    expect(header(price, "__connect.errors.offset")).toBe("0");
    expect(new Set(records.map((_, i) => header(i, "k2-dead-letter-id"))).size).toBe(3);
    const large = records.findIndex((record) => record.key?.toString() === "h");
    expect(records[large]?.value).toBeNull();
    expect(header(large, "k2-value-omitted")).toBe("3000000 bytes");

    await reader();
    await harness.caughtUp();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const [count] = await harness.database.sql`select count(*)::int as n from dead_letters`;
    expect(count).toEqual({ n: 3 });
  });
});

describe("foreign dead-letter topics", () => {
  it("are read into the letters with their origin, each record once", async () => {
    const partition = Buffer.alloc(4);
    partition.writeInt32BE(1);
    const offset = Buffer.alloc(8);
    offset.writeBigInt64BE(77n);
    const foreign = `connect-${dlq}`;
    await harness.makeTopics([foreign], 1);
    await harness.producer.send({
      topic: foreign,
      messages: [
        {
          key: "k",
          value: binanceFrame(5),
          headers: {
            "__connect.errors.topic": topic,
            "__connect.errors.partition": "0",
            "__connect.errors.offset": "41",
            "__connect.errors.exception.class.name": "org.apache.kafka.connect.errors.DataException",
          },
        },
        {
          value: binanceFrame(6, { p: "n/a" }),
          headers: {
            "kafka_dlt-original-topic": topic,
            "kafka_dlt-original-partition": partition,
            "kafka_dlt-original-offset": offset,
            "kafka_dlt-exception-fqcn": "java.lang.NullPointerException",
          },
        },
        {
          value: JSON.stringify({
            error: "bad",
            error_type: "ValueError",
            message: JSON.parse(binanceFrame(7)),
            metadata: { topic },
          }),
        },
        { value: "<html>" },
      ],
    });
    const letters = () => harness.database.sql`
      select reporter, topic, partition, source_offset::int as "offset", code, symbol, sequence::int as sequence,
        published_at is not null as published
      from dead_letters order by dlq_offset`;
    await reader();
    await until("the four letters", async () => (await letters()).length === 4);
    const mine = { symbol: "AAAUSDT", published: true };
    expect(await letters()).toMatchObject([
      {
        ...mine,
        reporter: "connect",
        topic,
        partition: 0,
        offset: 41,
        code: "CONNECT_DATA_EXCEPTION",
        sequence: 5,
      },
      { ...mine, reporter: "spring", topic, partition: 1, offset: 77, sequence: 6 },
      { ...mine, reporter: "k2", topic, partition: null, offset: null, code: "K2_VALUE_ERROR", sequence: 7 },
      { reporter: "unknown", topic: foreign, symbol: null, published: true },
    ]);
    for (const one of ends.splice(0)) await one.stop();
    await harness.admin.deleteGroups([`${dlq}-reader`]);
    await reader();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await letters()).toHaveLength(4);
  });
});
