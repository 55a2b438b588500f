import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { saveOutage } from "@/db/queries/feed/save-outage";
import { binanceFrame } from "../ingest/testing/binance-frame";
import { until } from "../ingest/testing/until";
import { startExplaining } from "./explain/start-explaining";
import { startAuto } from "./start-auto";
import { type BackfillHarness, createBackfillHarness } from "./testing/backfill-harness";
import { startVenueStub } from "./testing/venue-stub";

const log = pino({ level: "error" });
/** exchange time of frame n, µs */
const timeOf = (n: number) => (1_750_000_000_000 + n) * 1_000;
let harness: BackfillHarness;
const running: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  harness = await createBackfillHarness();
  await harness.start();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await harness.stop();
});

const frames = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => binanceFrame(from + i));

async function gapAt(number: number) {
  const [row] = await harness.database.sql<{ id: bigint; state: string; cause: string; evidence: object }[]>`
    select id, state, cause, evidence from sequence_gaps where from_sequence <= ${number} and to_sequence >= ${number}`;
  if (row === undefined) throw new Error(`no gap holds ${number}`);
  return row;
}

async function settles(number: number, ...states: string[]) {
  await until(`the gap at ${number} to be ${states.join(" or ")}`, async () =>
    states.includes((await gapAt(number)).state),
  );
  return gapAt(number);
}

it("finds dead letters, lost sockets and restarts, and leaves open what nothing explains", async () => {
  const { sql } = harness.database;
  await saveOutage(sql, {
    exchange: "binance",
    disconnectedAt: timeOf(3_000),
    reconnectedAt: timeOf(9_000),
    reason: "closed: code 1006",
  });
  await saveOutage(sql, {
    exchange: "binance",
    disconnectedAt: timeOf(20_000),
    reconnectedAt: timeOf(22_000),
    reason: "restart: the feed worker",
  });
  await harness.publish("binance", [
    ...frames(1, 10),
    binanceFrame(11, { p: "n/a" }),
    binanceFrame(12, { p: "n/a" }),
    ...frames(13, 2_000),
    // 2001 to 9999: the socket was lost
    ...frames(10_000, 10_010),
    // 10011 to 10015: nobody knows
    ...frames(10_016, 19_990),
    // 19991 to 22009: the worker was not there
    ...frames(22_010, 22_012),
  ]);
  running.push(startExplaining({ sql, log, idleMs: 20 }));
  expect(await settles(11, "explained")).toMatchObject({
    cause: "dead-letter",
    evidence: { settled: true, covered: "2" },
  });
  expect(await settles(5_000, "explained")).toMatchObject({
    cause: "socket-drop",
    evidence: { outage: { reason: "closed: code 1006", disconnectedAt: timeOf(3_000) } },
  });
  expect(await settles(20_000, "explained")).toMatchObject({ cause: "restart" });
  await until("the unknown one to be looked at", async () => {
    const [row] = await sql<
      { examined: number }[]
    >`select examined from sequence_gaps where from_sequence = 10011`;
    return (row?.examined ?? 0) > 0;
  });
  expect(await gapAt(10_011)).toMatchObject({ state: "open", cause: "unknown" });
});

it("finds records that cannot be read at all between the two trades", async () => {
  await harness.publish("binance", [
    ...frames(1, 10),
    "{ this is no JSON",
    "{ neither is this",
    ...frames(13, 15),
  ]);
  running.push(startExplaining({ sql: harness.database.sql, log, idleMs: 20 }));
  const gap = await settles(11, "explained");
  expect(gap).toMatchObject({ cause: "dead-letter", evidence: { settled: true } });
});

it("takes a dead letter for the numbering that it lies in, where the venue restarted its numbers", async () => {
  const again = (n: number) => binanceFrame(n, { T: 1_750_000_100_000 + n });
  await harness.publish("binance", [
    ...frames(20_000, 20_010),
    binanceFrame(20_011, { p: "n/a" }),
    ...frames(20_012, 20_015),
    // The numbers begin again, and the same one is missing once more.
    ...[1, 2, 3, 20_010, 20_012].map(again),
  ]);
  running.push(startExplaining({ sql: harness.database.sql, log, idleMs: 20 }));
  const gaps = () => harness.database.sql<{ epoch: number; from: bigint; cause: string; examined: number }[]>`
    select epoch, from_sequence as "from", cause, examined from sequence_gaps order by epoch, from_sequence`;
  await until("all to be looked at", async () => (await gaps()).every((gap) => gap.examined > 0));
  expect((await gaps()).map((gap) => `${gap.epoch} ${gap.from} ${gap.cause}`)).toEqual([
    "0 20011 dead-letter",
    "1 4 unknown",
    "1 20011 unknown",
  ]);
});

it("opens a gap again whose acknowledgement has run out, as what it is", async () => {
  const { sql } = harness.database;
  await harness.publish("binance", [...frames(1, 10), ...frames(13, 15)]);
  await sql`update sequence_gaps set state = 'acknowledged', acknowledged_until = now() + interval '300 milliseconds'`;
  running.push(startExplaining({ sql, log, idleMs: 20 }));
  const gap = await settles(11, "open");
  const history = await sql<{ to_state: string; reason: string | null }[]>`
    select to_state, reason from gap_events where gap_id = ${gap.id} order by id`;
  expect(history).toEqual([
    { to_state: "acknowledged", reason: null },
    { to_state: "open", reason: "the acknowledgement ran out" },
  ]);
});

it("fetches small gaps by itself where the policy says so, and no others", async () => {
  const { sql } = harness.database;
  const stub = await startVenueStub({ lowest: 1n, highest: 10_000n });
  running.push(stub);
  await harness.publish("binance", [...frames(1, 10), ...frames(13, 100), ...frames(500, 510)]);
  // Late numbers are given five seconds to come.
  await sql`update sequence_gaps set detected_at = now() - interval '10 seconds'`;
  await sql`insert into gap_policies (exchange, auto_backfill_up_to, updated_by) values ('binance', 5, 'tester')`;
  await harness.startJobs({ binance: stub.url });
  running.push(startAuto({ sql, log, idleMs: 50 }));
  await settles(11, "filled");
  expect(await gapAt(200)).toMatchObject({ state: "open" });
  const [job] = await sql<
    { id: bigint; createdBy: string }[]
  >`select id, created_by as "createdBy" from backfill_jobs`;
  expect(job?.createdBy).toBe("auto-backfill");
  expect(await harness.ended(job?.id ?? 0n)).toMatchObject({
    state: "done",
    receipt: { asked: "2", stored: "2" },
  });
});
