import { afterAll, beforeAll, expect, it } from "vitest";
import { formatMicros } from "@/domain/time/micros";
import { createMarket, storeTrades } from "@/server/testing/store-trades";
import { createExportHarness, type ExportHarness, readLines, START } from "./testing/export-harness";

/** 600 trades, number n at START + n × 100 ms: ten in a second, 600 in a minute; the first minute ends with number 9. */
const COUNT = 600;
const STEP = 100_000;

let harness: ExportHarness;
beforeAll(async () => {
  harness = await createExportHarness(0);
  const { sql, market } = harness;
  await storeTrades(sql, market, { time: START, offset: 0 }, COUNT, STEP);
  const gap = (
    from: number,
    to: number,
    missing: string,
    state: string,
    instrumentId = market.instrumentId,
    start = START,
  ) => sql`
    insert into sequence_gaps (instrument_id, epoch, from_sequence, to_sequence, missing, missing_count, time_before,
      time_after, state)
    select ${instrumentId}, 0, ${from}, ${to}, m, k2_count(m), ${formatMicros(start + (from - 1) * STEP)}::timestamptz,
      ${formatMicros(start + (to + 1) * STEP)}::timestamptz, ${state}
    from (select ${missing}::text::int8multirange as m) missing`;
  // 100 to 109 came late; 200 to 209 too, but for 205 to 207, which are missing still.
  await gap(100, 109, "{}", "filled");
  await gap(200, 209, "{[205,208)}", "open");
  await gap(300, 309, "{}", "filled");
  const [job] = await sql<{ id: bigint }[]>`
    insert into backfill_jobs (exchange, created_by, reason, plan, gaps, asked)
    values ('binance', 'test', 'test', '{}', 1, 5) returning id`;
  await sql`insert into backfill_rows (job_id, instrument_id, sequence, frame)
    select ${job?.id ?? 0n}, ${market.instrumentId}, n, '{}' from generate_series(305, 311) n`;
  // Number 400 lay in the dead letters, and was sent again to offset 400.
  const [letter] = await sql<{ id: bigint }[]>`
    insert into dead_letters (topic, partition, source_offset, stage, code, message, decoder, fingerprint, build)
    values ('market.crypto.trades.binance.raw', 0, 7000, 'decode', 'x', 'x', 'x', 'x', 'x') returning id`;
  const [replay] = await sql<{ id: bigint }[]>`
    insert into replay_jobs (token, selection, last_letter_id, rate, canary, reason, created_by)
    values ('t', '{}', 1, 1, 0, 'test', 'test') returning id`;
  await sql`
    insert into replay_items (job_id, letter_id, attempt, outcome, sent_partition, sent_offset)
    values (${replay?.id ?? 0n}, ${letter?.id ?? 0n}, 1, 'stored', 0, 400)`;
  // The same numbers of another instrument, and the same numbers long before, mean nothing here.
  const other = await createMarket(sql, "ETHUSDT", 1);
  await gap(500, 509, "{}", "filled", other.instrumentId);
  await gap(520, 529, "{}", "filled", market.instrumentId, START - 30 * 86_400_000_000);
});
afterAll(() => harness.close());

function between(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
}

it("tells of each trade what is known of how it came", async () => {
  const rows = await readLines(await harness.ask("ndjson", { columns: "sequence,quality" }));
  const of = (quality: string) => rows.filter((row) => row.quality === quality).map((row) => row.sequence);
  expect(of("late")).toEqual([
    ...between(100, 109),
    ...between(200, 204),
    ...between(208, 209),
    ...between(300, 304),
  ]);
  expect(of("backfilled")).toEqual(between(305, 309));
  expect(of("replayed")).toEqual(["400"]);
  expect(of("ok")).toHaveLength(COUNT - 22 - 5 - 1);
});

it("tells which minutes miss numbers still", async () => {
  const rows = await readLines(await harness.ask("ndjson", { columns: "sequence,candle" }));
  // The minute from 00:00:00 holds numbers 10 to 599, and misses three of them.
  expect(rows.filter((row) => row.candle === "complete").map((row) => row.sequence)).toEqual(between(0, 9));
  expect(rows.filter((row) => row.candle === "incomplete").map((row) => row.sequence)).toEqual(
    between(10, 599),
  );
});

it("does not tell it of a feed that has no numbers", async () => {
  const { sql, market } = harness;
  await sql`update instruments set policy = 'none' where id = ${market.instrumentId}`;
  const rows = await readLines(await harness.ask("ndjson", { columns: "candle" }));
  await sql`update instruments set policy = 'contiguous' where id = ${market.instrumentId}`;
  expect(new Set(rows.map((row) => row.candle))).toEqual(new Set(["unknown"]));
});
