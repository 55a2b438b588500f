import { afterAll, beforeAll, expect, it } from "vitest";
import { lagCourses } from "@/db/queries/pipeline/lag-courses";
import { readKafkaState } from "@/db/queries/pipeline/read-kafka-state";
import { histogramOf } from "@/domain/latency/histogram";
import { binanceFrame } from "../ingest/testing/binance-frame";
import { createIngestHarness, type IngestHarness } from "../ingest/testing/ingest-harness";
import { until } from "../ingest/testing/until";
import { createKafka } from "../kafka/client";
import { KafkaSampler } from "./kafka-sampler";

let harness: IngestHarness;
let topic: string;
let group: string;
beforeAll(async () => {
  harness = await createIngestHarness();
  topic = harness.topic("market.crypto.trades.binance.raw");
  group = topic.split(".")[1] ?? "";
  await harness.makeTopics([topic], 2);
});
afterAll(() => harness.stop());

it("sees topics, ends and the members of the group with their partitions", async () => {
  const { kafka, database, producer } = harness;
  const sampler = new KafkaSampler({
    kafka,
    sql: database.sql,
    groupId: group,
    topicPattern: new RegExp(`^${topic}$`),
  });
  const messages = [1, 2, 3].map((id) => ({ partition: 0, value: binanceFrame(id) }));
  await producer.send({ topic, messages });
  await sampler.sample();
  expect(await lagCourses(database.sql)).toMatchObject([
    { partition: 0, low: 0n, end: 3n },
    { partition: 1, low: 0n, end: 0n },
  ]);
  await harness.start();
  await harness.caughtUp();
  await until("the member shows", async () => {
    await sampler.sample();
    const state = await readKafkaState(database.sql);
    return state?.sight?.group.members[0]?.partitions.length === 2;
  });
  expect((await readKafkaState(database.sql))?.sight).toMatchObject({
    topics: [{ topic, partitions: 2, underReplicated: 0, leaderless: 0 }],
    group: { id: group, members: [{ partitions: [`${topic}/0`, `${topic}/1`] }] },
  });
  await sampler.stop();
});

it("says since when Kafka is away, and keeps what it saw", async () => {
  const { sql } = harness.database;
  const kafka = createKafka({ brokers: ["127.0.0.1:9"], clientId: "away", retries: 1 });
  const sampler = new KafkaSampler({ kafka, sql, groupId: group, topicPattern: /./ });
  await sampler.sample();
  const first = await readKafkaState(sql);
  await sampler.sample();
  expect(await readKafkaState(sql)).toMatchObject({
    awaySince: first?.awaySince,
    reachedAt: first?.reachedAt,
    sight: { topics: [{ topic }] },
  });
  expect(first?.awaySince).not.toBeNull();
  expect(first?.error).toContain("127.0.0.1:9");
});

it("counts the latency of each stage once, a clock ahead as negative, a capture as history", async () => {
  const { sql } = harness.database;
  const now = Date.now();
  const times = [now - 250, now + 60_000, 1_400_000_000_000];
  await harness.producer.send({
    topic,
    messages: times.map((T, i) => ({ partition: 1, key: "X", value: binanceFrame(i + 1, { T }, "CCCUSDT") })),
  });
  await harness.caughtUp();
  const read = async (stage: string) => {
    const rows = await sql<{ bucket: number; count: bigint }[]>`
      select b.bucket, b.count from latency_1m l join instruments i on i.id = l.instrument_id,
        unnest(l.buckets, l.counts) as b (bucket, count)
      where l.stage = ${stage} and i.symbol = 'CCCUSDT'`;
    return histogramOf(rows.map((row) => ({ bucket: row.bucket, count: Number(row.count) })));
  };
  await until("the latencies are flushed", async () => (await read("total")).n > 0);
  expect(await read("total")).toMatchObject({ n: 2, negative: 1, history: 1 });
  expect(await read("exchange-kafka")).toMatchObject({ n: 2, negative: 1, history: 1 });
  expect((await read("kafka-fetched")).n).toBe(3);
  expect((await read("fetched-committed")).n).toBe(3);
});
