import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { insertDeadLetters } from "@/db/queries/ingest/insert-dead-letters";
import { foreignLetter } from "../dead-letters/foreign-letter";
import { readTopic } from "../dead-letters/testing/read-topic";
import { binanceFrame } from "../ingest/testing/binance-frame";
import { createReplayHarness, everything, type ReplayHarness } from "./testing/replay-harness";

let harness: ReplayHarness;
beforeEach(async () => {
  harness = await createReplayHarness();
});
afterEach(() => harness.stop());

const message = (offset: number, value: string, headers: Record<string, string | Buffer> = {}) => ({
  key: Buffer.from("the key"),
  value: Buffer.from(value),
  headers,
  offset: String(offset),
  timestamp: "1750000000000",
  attributes: 0,
});

/** Letters of Connect, Spring and K2, all of records that never reached our ingest. */
async function report(): Promise<void> {
  const partition = Buffer.alloc(4);
  partition.writeInt32BE(3);
  const offset = Buffer.alloc(8);
  const connect = {
    "__connect.errors.topic": harness.raw,
    "__connect.errors.partition": "1",
    "__connect.errors.offset": "7",
    trace: "kept",
  };
  const spring = {
    "kafka_dlt-original-topic": harness.raw,
    "kafka_dlt-original-partition": partition,
    "kafka_dlt-original-offset": offset,
  };
  const entry = JSON.stringify({
    error: "bad",
    error_type: "ValueError",
    message: JSON.parse(binanceFrame(3)),
    metadata: { topic: harness.raw },
  });
  const letters = [
    message(0, binanceFrame(1), connect),
    message(1, binanceFrame(2), spring),
    message(2, entry),
    message(3, "x", { "__connect.errors.topic": "gone.topic" }),
    message(4, "y", { "__connect.errors.topic": "orders" }),
  ].map((one) => foreignLetter("some.dlq", 0, one, "test"));
  await insertDeadLetters(
    harness.database.sql,
    letters.flatMap((letter) => (letter === null ? [] : [letter])),
  );
}

describe("letters of others", () => {
  it("are replayed to the topic and partition they came from, and settle with the trades", async () => {
    await harness.makeTopics(["orders"], 1);
    await report();
    await harness.start();
    await harness.startJobs();
    const { id, plan } = await harness.plan(everything, { canary: 1 });
    expect(plan.letters).toMatchObject({ store: 3, unsendable: 1, ignored: 1, sendable: 4 });
    expect(plan.errors.map((error) => error.code)).toEqual(["TOPIC_GONE"]);
    await harness.begin(id);
    const done = await harness.reaches(id, "done");
    expect(done.progress).toMatchObject({ stored: 3, settled: 4, skipped: 1, differs: 0 });
    const letters = await harness.database.sql`
      select reporter, state, attempts from dead_letters order by dlq_offset`;
    expect(letters).toMatchObject([
      { reporter: "connect", state: "resolved", attempts: 2 },
      { reporter: "spring", state: "resolved", attempts: 2 },
      { reporter: "k2", state: "resolved", attempts: 2 },
      { reporter: "connect", state: "failed", attempts: 1 },
      // Nothing of ours reads that topic: that it was sent is all that is known.
      { reporter: "connect", state: "replayed" },
    ]);
    const records = await readTopic(harness.kafka, harness.raw, 3);
    const of = (id: number) => records.find((record) => record.value?.toString().includes(`"t":${id},`));
    expect(of(1)).toMatchObject({ partition: 1 });
    expect(of(2)).toMatchObject({ partition: 3 });
    expect(of(1)?.headers?.trace?.toString()).toBe("kept");
    expect(Object.keys(of(1)?.headers ?? {}).some((name) => name.startsWith("__connect"))).toBe(false);
    expect(of(3)?.value?.toString()).toBe(binanceFrame(3));
    const [trades] = await harness.database.sql`select count(*)::int as n from trades`;
    expect(trades).toEqual({ n: 3 });
  });
});
