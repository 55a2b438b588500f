import type { Sql } from "@/db/client";

/** Makes the tables empty that tests of gaps write to. */
export async function forgetGaps(sql: Sql): Promise<void> {
  await sql`truncate sequence_gaps, gap_counts, gap_buckets, gap_events, backfill_jobs, backfill_items, backfill_rows,
    backfill_candles, candles_1m, candles_1h, candles_1d, instruments, instrument_ledger, sequence_positions,
    dead_letters, dead_letter_tallies, gap_policies cascade`;
}

/** An instrument with numbers, unless told otherwise. @returns its id */
export async function makeMarket(
  sql: Sql,
  symbol: string,
  exchange = "binance",
  policy = "contiguous",
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into instruments (exchange, market, symbol, canonical_symbol, policy)
    values (${exchange}, 'spot', ${symbol}, ${symbol}, ${policy}) returning id`;
  if (row === undefined) throw new Error("an insert gives its row back");
  await sql`insert into instrument_ledger (instrument_id) values (${row.id})`;
  return row.id;
}

/** A gap of these numbers between two trades; times in µs. @returns its id */
export async function makeGap(
  sql: Sql,
  instrumentId: number,
  from: number,
  to: number,
  at: { before: number; after: number },
  more: { state?: string; cause?: string } = {},
): Promise<string> {
  const [row] = await sql<{ id: bigint }[]>`
    insert into sequence_gaps (instrument_id, epoch, from_sequence, to_sequence, missing, missing_count, time_before,
      time_after, state, cause)
    values (${instrumentId}, 0, ${from}, ${to}, ${`{[${from},${to}]}`}::text::int8multirange, ${to - from + 1},
      ${new Date(at.before / 1_000).toISOString()}::text::timestamptz, ${new Date(at.after / 1_000).toISOString()}::text::timestamptz,
      ${more.state ?? "open"}, ${more.cause ?? "unknown"})
    returning id`;
  return String(row?.id);
}

/** A candle of so many trades; `bucket` in µs. */
export const makeCandle = (
  sql: Sql,
  instrumentId: number,
  table: "1m" | "1h" | "1d",
  bucket: number,
  trades: number,
) => sql`
  insert into ${sql(`candles_${table}`)} (instrument_id, bucket, open, high, low, close, volume, notional, buy_volume,
    sell_volume, trades, open_time, open_tie, close_time, close_tie)
  select ${instrumentId}, b, 1, 1, 1, 1, 1, 1, 1, 1, ${trades}, b, 1, b, 1
  from (values (${new Date(bucket / 1_000).toISOString()}::text::timestamptz)) v (b)`;
