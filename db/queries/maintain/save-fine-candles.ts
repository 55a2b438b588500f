import { FINE_SECONDS, TRADES_A_FINE_CANDLE } from "@/domain/candle/fine-candles";
import { formatMicros, MICROS_PER_HOUR, type Micros } from "@/domain/time/micros";
import type { Sql, Transaction } from "../../client";
import { candlesOfTrades } from "../candles/candles-of-trades";

/** Waits until nobody keeps fine candles or drops those of a day, and keeps others from it until the transaction ends. */
export async function holdFineCandles(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('k2_fine_candles'))`;
}

/**
 * Keeps the candles below a minute of all loud minutes that begin within [from, to), at most an hour, but for those that
 * are kept as they are now: a minute that got late trades is made once more. Each trade is added up once, in seconds.
 * @returns how many candles were written
 */
export function saveFineCandles(sql: Sql, from: Micros, to: Micros): Promise<number> {
  const bounds = [formatMicros(from), formatMicros(to)] as const;
  return sql.begin(async (tx) => {
    await holdFineCandles(tx);
    const seconds = candlesOfTrades(
      tx,
      tx`interval '1 second'`,
      tx`instrument_id = m.instrument_id and time >= m.bucket and time < m.bucket + interval '1 minute'
        and time >= ${bounds[0]}::text::timestamptz and time < ${bounds[1]}::text::timestamptz`,
    );
    const { count } = await tx`
      with due as materialized (
        select m.instrument_id, m.bucket, s.step
        from candles_1m m cross join unnest(${[...FINE_SECONDS]}::int2[]) as s (step)
        where m.bucket >= ${bounds[0]}::text::timestamptz and m.bucket < ${bounds[1]}::text::timestamptz
          and m.trades * s.step >= ${60 * TRADES_A_FINE_CANDLE}::int8
          and (m.bucket at time zone 'UTC')::date not in (select day from retired_days)
          and m.trades is distinct from (
            select sum(f.trades) from fine_candles f
            where f.instrument_id = m.instrument_id and f.step = s.step
              and f.bucket >= m.bucket and f.bucket < m.bucket + interval '1 minute')
      ), made as materialized (
        select m.instrument_id, m.bucket as minute, c.*
        from (select distinct instrument_id, bucket from due) m cross join lateral (${seconds}) c
      )
      insert into fine_candles (instrument_id, step, bucket, open, high, low, close, volume, notional, buy_volume,
        sell_volume, trades, max_quantity)
      select c.instrument_id, d.step, date_bin(d.step * interval '1 second', c.bucket, 'epoch') as at,
        (array_agg(open order by c.bucket))[1], max(high), min(low), (array_agg(close order by c.bucket))[count(*)],
        sum(volume), sum(notional), sum(buy_volume), sum(sell_volume), sum(trades), max(max_quantity)
      from made c join due d on d.instrument_id = c.instrument_id and d.bucket = c.minute
      group by c.instrument_id, d.step, at order by c.instrument_id, d.step, at
      on conflict (instrument_id, step, bucket) do update set open = excluded.open, high = excluded.high,
        low = excluded.low, close = excluded.close, volume = excluded.volume, notional = excluded.notional,
        buy_volume = excluded.buy_volume, sell_volume = excluded.sell_volume, trades = excluded.trades,
        max_quantity = excluded.max_quantity`;
    return count;
  });
}

/** An hour that is over, with as many trades as its candles counted when it was asked about. */
export interface FineHour {
  /** start of the hour */
  bucket: Micros;
  trades: bigint;
}

/** Hours that ended by `before` and got trades since they were looked through, or never were, the newest first. */
export function listDueHours(sql: Sql, before: Micros): Promise<FineHour[]> {
  return sql<FineHour[]>`
    select (extract(epoch from h.bucket) * 1000000)::float8 as bucket, h.trades
    from (
      select bucket, sum(trades)::int8 as trades from candles_1h
      where bucket <= ${formatMicros(before - MICROS_PER_HOUR)}::text::timestamptz group by bucket) h
    left join fine_hours f on f.bucket = h.bucket
    where h.trades is distinct from f.trades
      and (h.bucket at time zone 'UTC')::date not in (select day from retired_days)
    order by h.bucket desc`;
}

/** Looks through an hour, and remembers it with its count from before. @returns how many candles were written */
export async function saveFineHour(sql: Sql, { bucket, trades }: FineHour): Promise<number> {
  const saved = await saveFineCandles(sql, bucket, bucket + MICROS_PER_HOUR);
  await sql`
    insert into fine_hours (bucket, trades) values (${formatMicros(bucket)}::text::timestamptz, ${trades})
    on conflict (bucket) do update set trades = excluded.trades`;
  return saved;
}

/** Drops what is kept of a UTC day (`YYYY-MM-DD`) whose trades go in the same transaction. */
export async function dropFineCandles(tx: Transaction, day: string): Promise<void> {
  await holdFineCandles(tx);
  const from = tx`${`${day} 00:00:00Z`}::text::timestamptz`;
  await tx`
    delete from fine_candles f using candles_1h h, unnest(${[...FINE_SECONDS]}::int2[]) as s (step)
    where h.bucket >= ${from} and h.bucket < ${from} + interval '1 day' and f.instrument_id = h.instrument_id
      and f.step = s.step and f.bucket >= h.bucket and f.bucket < h.bucket + interval '1 hour'`;
  await tx`delete from fine_hours where bucket >= ${from} and bucket < ${from} + interval '1 day'`;
}
