import type { Sql } from "@/db/client";

const CHUNK = 20_000;
const INSTRUMENTS = 500;

/** Gaps as a bad month would leave them: 500 instruments, 30 days, every state and cause, one in 300 longer than an hour. */
export async function fillGaps(sql: Sql, gaps: number): Promise<void> {
  await sql`
    insert into instruments (exchange, market, symbol, canonical_symbol, policy)
    select (array['binance', 'coinbase', 'kraken', 'okx'])[1 + n % 4], 'spot', 'S' || n, 'S' || n,
      case when n % 25 = 0 then 'none' else 'contiguous' end
    from generate_series(1, ${INSTRUMENTS}::int) n`;
  await sql`insert into instrument_ledger (instrument_id, stored) select id, 1000000 from instruments`;
  for (const [table, step, count, trades] of [
    ["candles_1d", "1 day", 30, 144_000],
    ["candles_1h", "1 hour", 720, 6_000],
    ["candles_1m", "1 minute", 180, 100],
  ] as const)
    await sql`
      insert into ${sql(table)} (instrument_id, bucket, open, high, low, close, volume, notional, buy_volume, sell_volume,
        trades, open_time, open_tie, close_time, close_tie)
      select i.id, b, 1, 1, 1, 1, 1, 1, 1, 1, ${trades}::int, b, 1, b, 1
      from instruments i, (select date_trunc(split_part(${step}, ' ', 2), now(), 'UTC') - n * ${step}::text::interval as b
        from generate_series(0, ${count - 1}::int) n) buckets`;
  for (let from = 0; from < gaps; from += CHUNK)
    await sql`
      insert into sequence_gaps (instrument_id, epoch, from_sequence, to_sequence, missing, missing_count, time_before,
        time_after, state, cause, detected_at, examine_at)
      select 1 + n % ${INSTRUMENTS}::int, 0, n * 100, n * 100 + size - 1,
        case when filled then '{}'::int8multirange else int8multirange(int8range(n * 100, n * 100 + size)) end,
        case when filled then 0 else size end, at,
        at + case when n % 300 = 0 then interval '2 hours' else (1 + n % 20) * interval '1 second' end,
        case when filled then 'filled' when n % 10 = 8 then 'explained' when n % 997 = 0 then 'unrecoverable'
          when n % 211 = 0 then 'acknowledged' else 'open' end,
        (array['unknown', 'dead-letter', 'socket-drop', 'restart', 'partition-lost', 'venue'])[1 + n % 6], at, null
      from (
        select n::int8 as n, 1 + n % 60 as size, n % 10 < 5 as filled,
          now() - interval '30 days' + n * (interval '30 days' / ${gaps}::int) as at
        from generate_series(${from}::int, ${Math.min(gaps, from + CHUNK) - 1}::int) n) made`;
  await sql`vacuum analyze sequence_gaps`;
  await sql`vacuum analyze gap_counts`;
  await sql`vacuum analyze gap_buckets`;
  await sql`vacuum analyze candles_1h`;
}
