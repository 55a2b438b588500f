import { afterEach, beforeEach, expect, it } from "vitest";
import { resumePartition } from "@/db/queries/dead-letters/resume-partition";
import { readLedger } from "@/server/services/ledger/read-ledger";
import { binanceFrame } from "./testing/binance-frame";
import { createIngestHarness, type IngestHarness } from "./testing/ingest-harness";
import { until } from "./testing/until";

let harness: IngestHarness;
let topic: string;
beforeEach(async () => {
  harness = await createIngestHarness();
  topic = harness.topic("market.crypto.trades.binance.raw");
  await harness.makeTopics([topic], 2);
});
afterEach(() => harness.stop());

const flood = { runLength: 20, ratio: 0, window: 1000 };
const bad = (id: number) => binanceFrame(id, { p: "n/a" });
const run = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

async function send(values: string[], partition = 0): Promise<void> {
  await harness.producer.send({
    topic,
    messages: values.map((value) => ({ key: "AAAUSDT", value, partition })),
  });
}

async function position(partition = 0) {
  const [row] = await harness.database.sql<
    { halted: boolean; reason: string | null; next: number; pass: boolean; letters: number }[]
  >`
    select halted_at is not null as halted, halt_reason as reason, next_offset::int as next, flood_pass as pass,
      (select count(*)::int from dead_letters) as letters
    from partition_positions where topic = ${topic} and partition = ${partition}`;
  return row;
}
const halted = () => until("the halt", async () => (await position())?.halted === true);
const resume = (letPass: boolean) =>
  resumePartition(harness.database.sql, { topic, partition: 0, letPass, note: "looked at" });

it("halts its partition with an alert, keeps nothing of the batch, and leaves the others alone", async () => {
  await send([...run(1, 10).map((id) => binanceFrame(id)), ...run(11, 25).map(bad)]);
  await send(
    run(1, 30).map((id) => binanceFrame(id, {}, "BBBUSDT")),
    1,
  );
  await harness.start({ flood });
  await halted();
  const stopped = await position();
  expect(stopped).toMatchObject({ next: 0, letters: 0 });
  expect(stopped?.reason).toContain("25 records in a row could not be read (limit 20)");
  const alerts = await harness.database.sql`select kind, subject, severity, evidence from alerts`;
  expect(alerts).toMatchObject([
    {
      kind: "partition-halted",
      subject: `${topic}/0`,
      severity: "critical",
      evidence: { rule: "run", codes: { PRICE_NOT_DECIMAL: 25 } },
    },
  ]);
  await until("the other partition", async () => (await position(1))?.next === 30);
});

it("let pass, goes to the dead letters once; the next one halts again", async () => {
  await send(run(1, 25).map(bad));
  await harness.start({ flood });
  await halted();
  expect(await resume(true)).toBe(true);
  await until("the flood", async () => (await position())?.next === 25);
  expect(await position()).toMatchObject({ halted: false, pass: true, letters: 25 });

  await send(run(26, 10).map((id) => binanceFrame(id)));
  await until("the end of the pass", async () => (await position())?.pass === false);
  await send(run(36, 25).map(bad));
  await halted();
  expect(await position()).toMatchObject({ next: 35, letters: 25 });
  const [alerts] = await harness.database.sql`
    select count(*)::int as all, count(*) filter (where closed_at is null)::int as open from alerts`;
  expect(alerts).toEqual({ all: 2, open: 1 });

  expect(await resume(true)).toBe(true);
  await harness.caughtUp();
  expect(await readLedger(harness.database.sql, { recount: true })).toMatchObject({
    balanced: true,
    partitions: [{ consumed: 60n, decoded: 10n, deadLettered: 50n }],
  });
});

it("resumed without a pass, halts again while it lasts, also in another worker", async () => {
  await send(run(1, 25).map(bad));
  const first = await harness.start({ flood });
  await halted();
  await resume(false);
  await until("the second halt", async () => (await position())?.halted === true);
  expect(await position()).toMatchObject({ next: 0, letters: 0 });
  await first.stop();
  // A build that reads the frames, or a limit that allows for them, goes on where the first stopped.
  await resume(false);
  await harness.start({ flood: { ...flood, runLength: 100 } });
  await harness.caughtUp();
  expect(await position()).toMatchObject({ halted: false, next: 25, letters: 25 });
});
