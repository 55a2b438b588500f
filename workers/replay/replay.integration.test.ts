import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readLedger } from "@/server/services/ledger/read-ledger";
import { binanceFrame } from "../ingest/testing/binance-frame";
import { createReplayHarness, everything, type ReplayHarness } from "./testing/replay-harness";

let harness: ReplayHarness;
beforeEach(async () => {
  harness = await createReplayHarness();
});
afterEach(() => harness.stop());

const block = (id: number) => binanceFrame(id, { e: "tradeBlock" });
const noPrice = (id: number) => binanceFrame(id, { p: "n/a" });
const setEvent = JSON.stringify([
  { op: "test", path: "/data/e", value: "tradeBlock" },
  { op: "replace", path: "/data/e", value: "trade" },
]);

/** Frames 1 to 10 of which 3, 4 and 7 are spoilt; ingested. */
async function someFail(spoil: (id: number) => string): Promise<void> {
  const bad = new Set([3, 4, 7]);
  await harness.send(
    Array.from({ length: 10 }, (_, i) => (bad.has(i + 1) ? spoil(i + 1) : binanceFrame(i + 1))),
  );
  await harness.start();
  await harness.caughtUp();
}
const letters = () => harness.database.sql`
  select state, attempts, code, job_id from dead_letters order by id`;
const counts = async () => {
  const [row] = await harness.database.sql`
    select (select count(*)::int from trades) as trades,
      (select count(*)::int from sequence_gaps where state <> 'filled') as gaps,
      (select count(*)::int from dead_letters) as letters`;
  return row;
};

describe("a replay", () => {
  it("is proved without a trace, then stores the trades and closes the gaps that they explain", async () => {
    await someFail(block);
    expect(await counts()).toEqual({ trades: 7, gaps: 2, letters: 3 });
    await harness.startJobs();
    const { id, plan } = await harness.plan(everything, { patch: setEvent, canary: 1 });
    expect(plan).toMatchObject({
      letters: { store: 3, duplicate: 0, fails: 0, unsendable: 0, skipped: 0, sendable: 3 },
      trades: { stored: 3 },
      gaps: 2,
      numbersFilled: 3,
      instruments: [{ symbol: "AAAUSDT", trades: 3, older: 3 }],
      errors: [],
    });
    expect(await counts()).toEqual({ trades: 7, gaps: 2, letters: 3 });
    const [position] = await harness.database
      .sql`select count(*)::int as n from partition_positions where partition < 0`;
    expect(position).toEqual({ n: 0 });

    await harness.begin(id);
    const done = await harness.reaches(id, "done");
    expect(done.progress).toMatchObject({ settled: 3, stored: 3, differs: 0, waiting: 0, sent: 0 });
    expect(await counts()).toEqual({ trades: 10, gaps: 0, letters: 3 });
    expect(await letters()).toMatchObject(Array(3).fill({ state: "resolved", attempts: 2, job_id: null }));
    const attempts = await harness.database.sql`
      select attempt, outcome, stored, cardinality(filled_gaps) as gaps from dead_letter_attempts order by letter_id, attempt`;
    expect(attempts).toMatchObject(
      Array(3)
        .fill([
          { attempt: 1, outcome: "failed" },
          { attempt: 2, outcome: "stored", stored: 1, gaps: 1 },
        ])
        .flat(),
    );
    const ledger = await readLedger(harness.database.sql, { recount: true });
    expect(ledger.balanced).toBe(true);
    expect(ledger.partitions[0]).toMatchObject({
      consumed: 13n,
      decoded: 10n,
      deadLettered: 3n,
      stored: 10n,
    });
    const [audit] = await harness.database.sql`select action, actor, outcome from audit_log`;
    expect(audit).toEqual({ action: "replay.done", actor: "tester", outcome: "3 stored" });
    const [original] = await harness.database.sql<
      { value: Buffer }[]
    >`select value from dead_letters order by id limit 1`;
    expect(original?.value.toString()).toBe(block(3));
  });

  it("that would only fail again is refused each time; forced, the tries count up and no second letter comes", async () => {
    await someFail(noPrice);
    await harness.startJobs();
    for (let i = 0; i < 3; i++) {
      const { id, plan } = await harness.plan(everything);
      expect(plan.letters).toMatchObject({ fails: 3, loops: 3, sendable: 0 });
      expect(plan.errors).toMatchObject([{ code: "PRICE_NOT_DECIMAL", letters: 3, known: true }]);
      await harness.begin(id);
      expect((await harness.reaches(id, "done")).progress).toMatchObject({ skipped: 3, settled: 0 });
      const [item] = await harness.database.sql`select note from replay_items where job_id = ${id} limit 1`;
      expect(item?.note).toMatch(/^Refused: it failed with this error under build test, and would again/);
    }
    expect(await letters()).toMatchObject(Array(3).fill({ state: "failed", attempts: 1 }));
    for (let i = 0; i < 2; i++) {
      const { id } = await harness.plan(everything, { force: true, canary: 2 });
      await harness.begin(id);
      expect((await harness.reaches(id, "done")).progress).toMatchObject({ failed: 3, differs: 0 });
    }
    expect(await letters()).toMatchObject(
      Array(3).fill({ state: "failed", attempts: 3, code: "PRICE_NOT_DECIMAL" }),
    );
    const ledger = await readLedger(harness.database.sql, { recount: true });
    expect(ledger.partitions[0]).toMatchObject({ consumed: 16n, decoded: 7n, deadLettered: 9n });
    expect(ledger.balanced).toBe(true);
  });

  it("keeps key, bytes, headers and partition, and strips what tells of an earlier death", async () => {
    await harness.producer.send({
      topic: harness.raw,
      messages: [
        {
          key: "the key",
          value: block(1),
          partition: 2,
          headers: { trace: "t1", many: ["a", "b"], "__connect.errors.topic": "x", "k2-attempt": "9" },
        },
      ],
    });
    await harness.start();
    await harness.caughtUp();
    await harness.startJobs();
    const { id } = await harness.plan(everything, { force: true });
    await harness.begin(id);
    await harness.reaches(id, "done");
    const { readTopic } = await import("../dead-letters/testing/read-topic");
    const [first, second] = await readTopic(harness.kafka, harness.raw, 2);
    expect(second).toMatchObject({ partition: 2, key: first?.key, value: first?.value });
    expect(Object.keys(second?.headers ?? {}).sort()).toEqual(
      ["k2-attempt", "k2-dead-letter-id", "k2-replay-job", "many", "trace"].sort(),
    );
    expect(second?.headers?.many).toEqual([Buffer.from("a"), Buffer.from("b")]);
    expect(second?.headers?.["k2-attempt"]?.toString()).toBe("2");
  });

  it("stops after the first letters where they come out otherwise than proved, and goes on when told", async () => {
    await someFail(block);
    await harness.startJobs();
    const { id } = await harness.plan(everything, { patch: setEvent, canary: 2 });
    await harness.send([3, 4, 7].map((n) => binanceFrame(n))); // somebody else repairs them meanwhile
    await harness.caughtUp();
    await harness.begin(id);
    const paused = await harness.reaches(id, "paused");
    expect(paused.note).toMatch(
      /came out otherwise than proved: letter 1 was to be stored and was duplicate/,
    );
    expect(paused.progress).toMatchObject({ duplicate: 2, waiting: 1 });
    await harness.begin(id);
    expect((await harness.reaches(id, "done")).progress).toMatchObject({ duplicate: 3, differs: 3 });
    expect(await letters()).toMatchObject(Array(3).fill({ state: "resolved" }));
    expect(await counts()).toMatchObject({ trades: 10 });
  });

  it("pauses, goes on, and gives back what was not sent when it is cancelled", async () => {
    await harness.send(Array.from({ length: 200 }, (_, i) => block(i + 1)));
    await harness.start();
    await harness.caughtUp();
    await harness.startJobs();
    const { id, plan } = await harness.plan(everything, { patch: setEvent, rate: 40 });
    expect(plan.seconds).toBe(5);
    await harness.begin(id);
    await harness.reaches(id, "running");
    await new Promise((resolve) => setTimeout(resolve, 700));
    await harness.ask(id, "pause");
    const paused = await harness.reaches(id, "paused");
    expect(paused.progress?.waiting).toBeGreaterThan(100);
    await harness.begin(id);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await harness.ask(id, "cancel");
    const ended = await harness.reaches(id, "cancelled");
    expect(ended.progress?.waiting).toBe(0);
    expect(ended.progress?.cancelled).toBeGreaterThan(50);
    await harness.caughtUp();
    const [left] = await harness.database.sql`
      select count(*) filter (where state = 'failed')::int as failed,
        count(*) filter (where state = 'resolved')::int as resolved, count(*) filter (where job_id is not null)::int as held
      from dead_letters`;
    expect(left).toEqual({
      failed: ended.progress?.cancelled,
      resolved: 200 - (ended.progress?.cancelled ?? 0),
      held: 0,
    });
  });

  it("says of each letter what the proof found", async () => {
    await harness.send([block(1), noPrice(2), Buffer.from([0, 255]), binanceFrame(4), block(4), block(1)]);
    await harness.start();
    await harness.caughtUp();
    await harness.startJobs();
    const { id, plan } = await harness.plan(everything, { patch: setEvent });
    expect(plan.letters).toMatchObject({ store: 1, duplicate: 2, fails: 0, unsendable: 2, sendable: 3 });
    const items = await harness.database.sql`
      select verdict, code from replay_items where job_id = ${id} order by letter_id`;
    expect(items).toMatchObject([
      { verdict: "store" },
      { verdict: "unsendable", code: "PATCH_DOES_NOT_FIT" },
      { verdict: "unsendable", code: "PATCH_DOES_NOT_FIT" },
      { verdict: "duplicate" },
      { verdict: "duplicate" },
    ]);
  });
});

describe("two jobs over the same letters", () => {
  it("send none twice: the second skips what the first holds, and says so", async () => {
    await harness.send(Array.from({ length: 300 }, (_, i) => block(i + 1)));
    await harness.start();
    await harness.caughtUp();
    await Promise.all([harness.startJobs(), harness.startJobs()]);
    const [a, b] = await Promise.all([
      harness.plan(everything, { patch: setEvent }),
      harness.plan(everything, { patch: setEvent }),
    ]);
    await Promise.all([harness.begin(a.id), harness.begin(b.id)]);
    const ends = await Promise.all([harness.reaches(a.id, "done"), harness.reaches(b.id, "done")]);
    const settled = ends.map((end) => end.progress?.settled ?? 0);
    const skipped = ends.map((end) => end.progress?.skipped ?? 0);
    expect((settled[0] ?? 0) + (settled[1] ?? 0)).toBe(300);
    expect((skipped[0] ?? 0) + (skipped[1] ?? 0)).toBe(300);
    const notes = await harness.database.sql<{ note: string }[]>`
      select distinct note from replay_items where state = 'skipped'`;
    for (const { note } of notes) expect(note).toMatch(/^(Job \d+ holds it|It was resolved meanwhile)\.$/);
    const [sent] = await harness.database
      .sql`select sum(next_offset)::int as records from partition_positions`;
    expect(sent).toEqual({ records: 600 });
    expect(await counts()).toMatchObject({ trades: 300 });
  });
});

describe("a record with our headers that no job of ours sent", () => {
  it("is a record like any other", async () => {
    await someFail(noPrice);
    await harness.producer.send({
      topic: harness.raw,
      messages: [
        {
          key: "x",
          value: noPrice(50),
          partition: 0,
          headers: { "k2-dead-letter-id": "1", "k2-replay-job": "made-up-token", "k2-attempt": "2" },
        },
      ],
    });
    await harness.caughtUp();
    expect(await letters()).toHaveLength(4);
    expect(await letters()).toMatchObject(Array(4).fill({ state: "failed", attempts: 1 }));
  });
});
