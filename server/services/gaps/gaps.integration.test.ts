import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { MICROS_PER_MINUTE } from "@/domain/time/micros";
import { exportGaps } from "@/server/http/export-gaps";
import { forgetGaps, makeGap, makeMarket } from "@/server/testing/gaps";
import { createWebDatabase } from "@/server/testing/web-database";
import { createCaller } from "@/server/trpc/root";

let sql: Sql;
const market = (symbol: string, exchange?: string) => makeMarket(sql, symbol, exchange);
type GapOf = Parameters<typeof makeGap> extends [Sql, ...infer Rest] ? Rest : never;
const gap = (...of: GapOf) => makeGap(sql, ...of);
let drop: () => Promise<void>;
const caller = createCaller({
  actor: { name: "the operator", role: "operator" },
  origin: "api" as const,
  requestId: "test-request",
});
const admin = createCaller({
  actor: { name: "admin", role: "admin" },
  origin: "api" as const,
  requestId: "r-12345678",
});

const DAY = Date.UTC(2026, 0, 10) * 1_000;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  await forgetGaps(sql);
});

describe("the ledger of gaps", () => {
  it("comes page by page in both orders, each gap once, whatever states are merged", async () => {
    const [a, b] = [await market("AAA"), await market("BBB", "kraken")];
    const states = ["open", "explained", "filled", "unrecoverable", "acknowledged"];
    for (let i = 0; i < 40; i++)
      await gap(
        i % 2 === 0 ? a : b,
        i * 100,
        i * 100 + ((i * 7) % 13),
        {
          before: DAY + ((i * 37) % 40) * MICROS_PER_MINUTE,
          after: DAY + ((i * 37) % 40) * MICROS_PER_MINUTE + 5_000,
        },
        { state: states[i % 5] ?? "open", cause: i % 3 === 0 ? "socket-drop" : "unknown" },
      );
    for (const order of ["newest", "largest"] as const) {
      const seen: { id: bigint; timeBefore: number; missingCount: string }[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await caller.gaps.page({ order, limit: 7, cursor });
        seen.push(...page.rows);
        cursor = page.nextCursor;
      }
      expect(new Set(seen.map((row) => row.id)).size).toBe(40);
      const keys = seen.map((row) => (order === "newest" ? row.timeBefore : Number(row.missingCount)));
      expect(keys).toEqual([...keys].sort((x, y) => y - x));
    }
    const narrowed = await caller.gaps.page({
      states: ["open", "filled"],
      causes: ["unknown"],
      exchange: "kraken",
      from: DAY,
      to: DAY + 20 * MICROS_PER_MINUTE,
    });
    expect(narrowed.rows.length).toBeGreaterThan(0);
    for (const row of narrowed.rows) {
      expect(["open", "filled"]).toContain(row.state);
      expect(row).toMatchObject({ cause: "unknown", exchange: "kraken" });
      expect(row.timeBefore).toBeLessThan(DAY + 20 * MICROS_PER_MINUTE);
    }
  });

  it("keeps counts that a count over the gaps would give, through every change", async () => {
    const [a, b] = [await market("AAA"), await market("BBB")];
    for (let i = 0; i < 30; i++)
      await gap(i % 2 === 0 ? a : b, i * 10, i * 10 + 3, {
        before: DAY + i * 7 * MICROS_PER_MINUTE,
        after: DAY + i * 7 * MICROS_PER_MINUTE + (i % 4) * 9 * MICROS_PER_MINUTE,
      });
    await sql`update sequence_gaps set missing = missing - int8multirange(int8range(from_sequence, from_sequence + 2)),
      missing_count = missing_count - 2, time_before = time_before + interval '1 minute' where id % 3 = 0`;
    await sql`update sequence_gaps set missing = '{}', missing_count = 0, state = 'filled' where id % 5 = 0`;
    await sql`update sequence_gaps set state = 'explained', cause = 'restart' where id % 5 = 1`;
    await sql`delete from sequence_gaps where id % 7 = 0`;
    const counts = await sql`
      select instrument_id, state, cause, gaps, missing from gap_counts where gaps <> 0 order by 1, 2, 3`;
    expect(counts).toEqual(
      await sql`select instrument_id, state, cause, count(*) as gaps, sum(missing_count) as missing
        from sequence_gaps group by 1, 2, 3 order by 1, 2, 3`,
    );
    for (const [grain, unit] of [
      ["1h", "hour"],
      ["1d", "day"],
    ] as const)
      expect(
        await sql`select bucket, instrument_id, gaps, missing from gap_buckets where grain = ${grain} and gaps <> 0 order by 1, 2`,
      ).toEqual(
        await sql`select date_trunc(${unit}, time_before) as bucket, instrument_id, count(*) as gaps, sum(missing_count) as missing
          from sequence_gaps where state <> 'filled' and date_trunc(${unit}, time_before) = date_trunc(${unit}, time_after)
          group by 1, 2 order by 1, 2`,
      );
    const total = await caller.gaps.counts({});
    const [kept] = await sql<{ n: bigint }[]>`select count(*) as n from sequence_gaps`;
    expect(total.reduce((sum, one) => sum + one.gaps, 0n)).toBe(kept?.n);
  });

  it("explains each missing number, and tells the gap's history", async () => {
    const a = await market("AAA");
    const id = await gap(a, 1, 10, { before: DAY, after: DAY + 1_000 });
    await sql`update sequence_gaps set omitted = '{[3,4]}', expired = '{[1,1]}'`;
    await sql`insert into dead_letters (topic, partition, source_offset, stage, code, message, decoder, fingerprint,
      build, instrument_id, sequence) values ('t', 0, 1, 'decode', 'X', 'x', 'd', 'f', 'b', ${a}, 2)`;
    const one = await caller.gaps.one({ id });
    expect(one.classes).toEqual([
      { class: "dead-letter", count: 1n },
      { class: "never-issued", count: 2n },
      { class: "expired", count: 1n },
      { class: "fetchable", count: 6n },
    ]);
    await caller.gaps.acknowledge({ ids: [id], reason: "known outage", until: null });
    await caller.gaps.reopen({ ids: [id], reason: "it matters after all" });
    const after = await caller.gaps.one({ id });
    expect(after.history.map((event) => `${event.toState} ${event.actor}: ${event.reason}`)).toEqual([
      "open the operator: it matters after all",
      "acknowledged the operator: known outage",
    ]);
    await expect(caller.gaps.acknowledge({ ids: [id], reason: "too late", until: DAY })).rejects.toThrow(
      /in the past/,
    );
    await expect(caller.gaps.one({ id: "999" })).rejects.toThrow("There is no gap 999.");
  });

  it("is exported as it is filtered, all of it", async () => {
    const a = await market("=AAA");
    for (let i = 0; i < 5; i++)
      await gap(a, i * 10, i * 10 + i, { before: DAY + i * 1_000, after: DAY + i * 1_000 + 5 });
    const get = (format: string, filter: object) =>
      exportGaps(
        new Request(
          `http://localhost:3000/api/export/gaps?format=${format}&filter=${encodeURIComponent(JSON.stringify(filter))}`,
          { headers: { host: "localhost:3000" } },
        ),
      );
    const lines = (await (await get("ndjson", { order: "largest" })).text()).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).missing)).toEqual(["5", "4", "3", "2", "1"]);
    const csv = await (await get("csv", { states: ["open"] })).text();
    expect(csv.split("\n")[0]).toMatch(/^id,exchange,market,symbol,epoch,from,to,missing/);
    expect(csv).toContain(",'=AAA,");
    expect(csv.trim().split("\n")).toHaveLength(6);
    expect((await get("xml", {})).status).toBe(400);
    const acts = await sql<{ action: string; outcome: string }[]>`
      select action, outcome from audit_log where subject like 'gaps.%' order by id`;
    expect(acts.map((one) => `${one.action} ${one.outcome.replace(/, [\d,]+ bytes.*/, "")}`)).toEqual([
      "export.start begun",
      "export.done the file is whole: 5 rows",
      "export.start begun",
      "export.done the file is whole: 5 rows",
    ]);
  });
});

describe("a backfill", () => {
  it("starts as it was planned, holds its gaps, and refuses what has grown or is gone", async () => {
    const a = await market("AAA");
    const id = await gap(a, 101, 110, { before: DAY, after: DAY + 1_000 });
    await gap(await market("ZZZ", "bybit"), 1, 5, { before: DAY, after: DAY + 1_000 });
    const scope = { selection: { kind: "filter" as const, filter: { states: ["open" as const] } } };
    const plan = await caller.gaps.plan(scope);
    expect(plan).toMatchObject({ gaps: 1, numbers: 10n, calls: 1, unsupported: 1, isCut: false });
    expect(plan.venues[0]).toMatchObject({
      venue: "binance",
      weight: 25,
      apiKeyVariable: "K2_BINANCE_API_KEY",
    });
    // found after the plan: not part of it
    await gap(a, 9_000, 9_999, { before: DAY + 5_000, after: DAY + 6_000 });
    const start = { ...scope, lastGapId: plan.lastGapId ?? "0", calls: plan.calls, reason: "a test" };
    const { jobIds } = await caller.gaps.backfill(start);
    expect(jobIds).toHaveLength(1);
    expect(await caller.gaps.one({ id })).toMatchObject({ state: "backfilling", backfillJobId: jobIds[0] });
    await expect(caller.gaps.backfill(start)).rejects.toThrow(/Nothing is left to ask for/);
    const later = await caller.gaps.plan(scope);
    await sql`update sequence_gaps set missing = '{[9000,12999]}', missing_count = 4000 where from_sequence = 9000`;
    await expect(
      caller.gaps.backfill({
        ...scope,
        lastGapId: later.lastGapId ?? "0",
        calls: later.calls,
        reason: "grown",
      }),
    ).rejects.toThrow("The plan that you saw takes 1 calls; now it would take 4. Look at it again.");
    const { rows } = await caller.gaps.jobs({});
    expect(rows[0]).toMatchObject({ state: "waiting", gaps: 1n, asked: "10", plan: { calls: 1 } });
    await caller.gaps.cancelJob({ id: String(jobIds[0]), reason: "not now" });
    const acts = await sql<
      { action: string }[]
    >`select action from audit_log where subject like 'backfill job%' order by id`;
    expect(acts.map((act) => act.action)).toEqual(["backfill.start", "backfill.ask-cancel"]);
  });

  it("happens by itself where an administrator says so", async () => {
    await expect(
      caller.gaps.setPolicy({ exchange: "kraken", upTo: 5, reason: "small ones" }),
    ).rejects.toThrow(/role admin/);
    await admin.gaps.setPolicy({ exchange: "kraken", upTo: 5, reason: "small ones" });
    expect(await caller.gaps.policies({})).toMatchObject([
      { exchange: "binance", upTo: 0, updatedBy: null },
      { exchange: "coinbase", upTo: 0 },
      { exchange: "kraken", upTo: 5, updatedBy: "admin" },
    ]);
  });
});
