import type { Sql } from "@/db/client";
import { formatMicros, MICROS_PER_DAY, type Micros } from "@/domain/time/micros";

/** 2026-08-09T00:00:00Z, µs. */
export const START: Micros = Date.UTC(2026, 7, 9) * 1_000;
/** so that a file crosses midnight */
const DAYS = 4;
const SOURCES = 3;

/** Trades of one instrument over some days, straight into their partitions, as Binance numbers and spells them. */
export async function fillTrades(sql: Sql, count: number): Promise<{ instrumentId: number; to: Micros }> {
  await sql`
    insert into instruments (exchange, market, symbol, canonical_symbol, policy)
    values ('binance', 'spot', 'BTCUSDT', 'BTC-USDT', 'contiguous')`;
  await sql`
    insert into partition_positions (topic, partition, first_offset, next_offset)
    select 'market.crypto.trades.binance.raw', n, 0, ${count} from generate_series(0, ${SOURCES - 1}::int) n`;
  const [instrument] = await sql<{ id: number }[]>`select id from instruments`;
  const [first] = await sql<{ id: number }[]>`select min(id) as id from partition_positions`;
  const step = Math.floor((DAYS * MICROS_PER_DAY) / count);
  for (let day = 0; day < DAYS; day++) {
    const from = Math.ceil((day * MICROS_PER_DAY) / step);
    const to = Math.min(count, Math.ceil(((day + 1) * MICROS_PER_DAY) / step));
    const at = formatMicros(START + day * MICROS_PER_DAY);
    await sql`select k2_ensure_trades_day(${at}::text::date)`;
    await sql`
      insert into trades (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price,
        quantity, trade_id)
      select at, n, 4000000000 + n, at + interval '90 milliseconds', ${instrument?.id ?? 0}, ${first?.id ?? 0} + n % ${SOURCES}::int,
        0, 1 + n % 2, (6000000 + n % 100000)::numeric(12, 2) / 100, ((1 + n % 9973)::numeric / 100000)::numeric(16, 8),
        (4000000000 + n)::text
      from (select n::int8 as n, ${formatMicros(START)}::text::timestamptz + n::int8 * ${step}::int * interval '1 microsecond' as at
        from generate_series(${from}::int, ${to - 1}::int) n) made`;
  }
  await sql`vacuum analyze trades`;
  return { instrumentId: instrument?.id ?? 0, to: START + DAYS * MICROS_PER_DAY };
}
