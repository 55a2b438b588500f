import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { insertDeadLetters } from "@/db/queries/ingest/insert-dead-letters";
import { callerOf, emptyFilter, forgetLetters, frame, letter, many, TOPIC } from "@/server/testing/letters";
import { createWebDatabase } from "@/server/testing/web-database";

let sql: Sql;
let drop: () => Promise<void>;
const admin = callerOf("admin");
const operator = callerOf("operator");
const viewer = callerOf("viewer");

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
});
afterAll(() => drop());
beforeEach(() => forgetLetters(sql));

const idOf = async (offset: number) => {
  const [row] = await sql<{ id: bigint }[]>`select id from dead_letters where source_offset = ${offset}`;
  return String(row?.id);
};

describe("the list", () => {
  it("comes page by page, each letter once, the newest first", async () => {
    await insertDeadLetters(sql, many(25));
    const seen: bigint[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await viewer.deadLetters.page({ limit: 10, cursor });
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect(seen).toEqual([...seen].sort((a, b) => Number(b - a)));
  });

  it("is narrowed by each filter", async () => {
    await insertDeadLetters(sql, many(4));
    await insertDeadLetters(sql, [
      letter(50, {
        code: "JSON_TRUNCATED",
        fingerprint: "f-json",
        symbol: "BBBUSDT",
        topic: "other",
        value: Buffer.from("needle"),
      }),
    ]);
    await sql`update dead_letters set attempts = 3 where source_offset = 2`;
    await sql`update dead_letters set state = 'discarded', created_at = now() - interval '2 days' where source_offset = 3`;
    const offsets = async (filter: Parameters<typeof viewer.deadLetters.page>[0]) =>
      (await viewer.deadLetters.page(filter)).rows
        .map((row) => Number(row.sourceOffset))
        .sort((a, b) => a - b);
    expect(await offsets({ code: "JSON_TRUNCATED" })).toEqual([50]);
    expect(await offsets({ fingerprint: "f-json" })).toEqual([50]);
    expect(await offsets({ symbol: "BBBUSDT", exchange: "binance" })).toEqual([50]);
    expect(await offsets({ topic: TOPIC, partition: 1 })).toEqual([1]);
    expect(await offsets({ minAttempts: 2 })).toEqual([2]);
    expect(await offsets({ states: ["discarded"] })).toEqual([3]);
    expect(await offsets({ text: "needle" })).toEqual([50]);
    expect(await offsets({ text: '"t":4,' })).toEqual([4]);
    expect(await offsets({ to: (Date.now() - 86_400_000) * 1_000 })).toEqual([3]);
    expect(await offsets({ from: (Date.now() - 86_400_000) * 1_000 })).toEqual([1, 2, 4, 50]);
    expect(await viewer.deadLetters.count({ topic: TOPIC })).toEqual({ letters: 4, isMore: false });
    expect(await viewer.deadLetters.facets({})).toMatchObject({
      topics: [TOPIC, "other"],
      codes: ["JSON_TRUNCATED", "PRICE_NOT_DECIMAL"],
      symbols: [{ symbol: "AAAUSDT" }, { symbol: "BBBUSDT" }],
    });
    // A frame may name its exchange and be broken before it names an instrument.
    await insertDeadLetters(sql, [
      letter(60, { exchange: "binance", symbol: null }),
      letter(61, { exchange: "kraken", symbol: null }),
      letter(62, { exchange: "kraken", symbol: "XBT/USD" }),
    ]);
    expect((await viewer.deadLetters.facets({})).symbols).toEqual([
      { exchange: "binance", symbol: "AAAUSDT" },
      { exchange: "binance", symbol: "BBBUSDT" },
      { exchange: "kraken", symbol: "XBT/USD" },
    ]);
  });
});

it("groups letters by cause, as counted from the letters themselves whatever happens to them", async () => {
  await insertDeadLetters(
    sql,
    many(6, (i) => ({ symbol: i < 3 ? "AAAUSDT" : "BBBUSDT" })),
  );
  await insertDeadLetters(sql, [letter(60, { fingerprint: "f-json", code: "JSON_TRUNCATED" })]);
  await sql`update dead_letters set state = 'resolved' where source_offset <= 2`;
  await sql`update dead_letters set fingerprint = 'f-json', code = 'JSON_TRUNCATED' where source_offset = 3`;
  await sql`delete from dead_letters where source_offset = 4`;
  const groups = await viewer.deadLetters.groups({});
  expect(groups).toMatchObject([
    { fingerprint: "f-json", count: 2n, resolved: 0n, instruments: 1, code: "JSON_TRUNCATED" },
    { fingerprint: "f-price", count: 2n, resolved: 2n, instruments: 1, areInstrumentsMore: false },
  ]);
  expect(groups.map((group) => group.hours.at(-1))).toEqual([2, 4]);
});

describe("a letter", () => {
  it("shows its payload with the failing path, the trace, the gap it explains and its neighbours", async () => {
    const [instrument] = await sql<{ id: number }[]>`
      insert into instruments (exchange, market, symbol, canonical_symbol, policy)
      values ('binance', 'spot', 'AAAUSDT', 'AAA/USDT', 'contiguous')
      on conflict (exchange, market, symbol) do update set policy = 'contiguous' returning id`;
    await sql`insert into sequence_gaps (instrument_id, epoch, from_sequence, to_sequence, missing, missing_count,
      time_before, time_after) values (${instrument?.id ?? 0}, 0, 3, 5, '{[3,6)}', 3, now(), now())`;
    await insertDeadLetters(sql, [letter(4), letter(8), letter(400)]);
    const id = await idOf(4);
    const one = await viewer.deadLetters.one({ id });
    expect(one.payload.text?.slice(one.payload.mark?.from, one.payload.mark?.to)).toBe('"n/a"');
    expect(one).toMatchObject({
      key: "AAAUSDT",
      headers: [{ name: "trace", value: "t1" }],
      gap: { fromSequence: 3n, toSequence: 5n, isMissing: true },
      attempts: [],
      edits: [],
      edited: null,
    });
    const trace = await viewer.deadLetters.trace({ id });
    expect(trace.find((entry) => entry.decoder === "binance-trade")).toMatchObject({
      acceptsTopic: true,
      verdict: { kind: "refused", error: { code: "PRICE_NOT_DECIMAL", path: "data.p" } },
    });
    expect((await viewer.deadLetters.neighbours({ id })).records.map((record) => record.offset)).toEqual([
      4n,
      8n,
    ]);
    const bytes = await admin.deadLetters.bytes({ id });
    expect(Buffer.from(bytes.base64 ?? "", "base64").toString()).toBe(frame(4, "n/a"));
    await expect(viewer.deadLetters.one({ id: "999999" })).rejects.toThrow(/no letter 999999/);
  });

  it("is edited with a reason, tried as one types, and gets its own value back; the original never changes", async () => {
    await insertDeadLetters(sql, [letter(1)]);
    const id = await idOf(1);
    expect(await operator.deadLetters.previewEdit({ id, text: frame(1, "n/a") })).toMatchObject({
      kind: "refused",
    });
    expect(await operator.deadLetters.previewEdit({ id, text: frame(1, "1.5") })).toMatchObject({
      kind: "trades",
      trades: [{ price: "1.5", sequence: 1n }],
    });
    await expect(viewer.deadLetters.saveEdit({ id, text: "x", reason: "because" })).rejects.toThrow(
      /operator/,
    );
    await operator.deadLetters.saveEdit({ id, text: frame(1, "1.5"), reason: "the venue's REST says 1.5" });
    const edited = await viewer.deadLetters.one({ id });
    expect(edited.edited?.text).toContain('"p": "1.5"');
    expect(edited.payload.text).toContain('"p": "n/a"');
    expect(edited.edits).toMatchObject([
      { author: "the operator", reason: "the venue's REST says 1.5", isCurrent: true },
    ]);
    await operator.deadLetters.withdrawEdit({ id, reason: "was wrong" });
    expect(await viewer.deadLetters.one({ id })).toMatchObject({
      edited: null,
      edits: [{ withdrawnBy: "the operator" }],
    });
    await expect(operator.deadLetters.withdrawEdit({ id, reason: "again" })).rejects.toThrow(/no edit/);
    await sql`update dead_letters set state = 'replaying'`;
    await expect(operator.deadLetters.saveEdit({ id, text: "x", reason: "too late" })).rejects.toThrow(
      /does not wait/,
    );
    const acts = await viewer.audit.page({ text: `letter ${id}` });
    expect(acts.rows.map((row) => [row.action, row.reason]).reverse()).toEqual([
      ["letter.edit", "the venue's REST says 1.5"],
      ["letter.edit-withdraw", "was wrong"],
    ]);
  });
});

it("discards by filter with a reason, by administrators only, and takes back", async () => {
  await insertDeadLetters(sql, many(5));
  const selection = { kind: "filter" as const, filter: { code: "PRICE_NOT_DECIMAL", partition: 1 } };
  const parsed = {
    selection: { ...selection, filter: { ...emptyFilter, ...selection.filter } },
    reason: "test data",
  };
  await expect(operator.deadLetters.discard(parsed)).rejects.toThrow(/admin/);
  expect(await admin.deadLetters.discard(parsed)).toEqual({ letters: 2 });
  await expect(admin.deadLetters.discard(parsed)).rejects.toThrow(/No letter/);
  expect((await viewer.deadLetters.groups({}))[0]).toMatchObject({ count: 3n, discarded: 2n });
  expect(await admin.deadLetters.restore(parsed)).toEqual({ letters: 2 });
  const acts = await viewer.audit.page({ action: "letter.discard" });
  expect(acts.rows[0]).toMatchObject({ actor: "the admin", subject: "2 letters", reason: "test data" });
  const facets = await viewer.audit.facets({});
  expect(facets.actions).toContain("letter.restore");
});

it("lists halted partitions with what floods them, and resumes them with a reason", async () => {
  await sql`insert into partition_positions (topic, partition, first_offset, next_offset, halted_at, halt_reason)
    values (${TOPIC}, 3, 0, 40, now(), 'Halted at offset 40')`;
  await sql`insert into alerts (kind, subject, severity, message, evidence) values ('partition-halted', ${`${TOPIC}/3`},
    'critical', 'm', '{"codes": {"A": 1, "B": 9}, "example": {"message": "why"}}')`;
  expect(await viewer.deadLetters.halted({})).toMatchObject([
    { partition: 3, nextOffset: 40n, codes: [{ code: "B", records: 9 }, { code: "A" }], example: "why" },
  ]);
  const place = {
    topic: TOPIC,
    partition: 3,
    how: "let-pass" as const,
    reason: "the venue sends garbage today",
  };
  await expect(viewer.deadLetters.resumeHalted(place)).rejects.toThrow(/operator/);
  await operator.deadLetters.resumeHalted(place);
  expect(await viewer.deadLetters.halted({})).toMatchObject([{ haltedAt: null, floodPass: true }]);
  await expect(operator.deadLetters.resumeHalted(place)).rejects.toThrow(/not halted/);
  const [alert] = await sql`select closed_at is not null as closed, note from alerts`;
  expect(alert).toEqual({ closed: true, note: "the operator: the venue sends garbage today" });
});
