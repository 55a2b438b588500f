import type { Sql } from "@/db/client";
import { listTradeDays } from "@/db/queries/maintain/list-trade-days";
import { listDaysWithUnsortedCandles, sortCandles } from "@/db/queries/maintain/sort-candles";
import { sortDay } from "@/db/queries/maintain/sort-day";
import { keepFineCandles } from "@/workers/maintain/keep-fine-candles";

export const DAYS = 30;
/** Percent of all trades that each instrument has: one market is loud, most are quiet. */
const SHARES = [30, 20, 10, 8, 6, 5, 4, 3, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1] as const;
export const INSTRUMENTS = SHARES.length;
const SOURCES = 12;
const MICROS_PER_DAY = 86_400_000_000;

/** The first moment of the data, µs: a month of the past, into which no clock moves. */
export const FIRST = Date.UTC(2026, 8, 1) * 1_000;
export const END = FIRST + DAYS * MICROS_PER_DAY;

/**
 * A month of trades straight into day partitions, with the rollups, positions and sums that ingest would have left. The
 * nth trade comes at an even distance after the one before; prices wander by the day and by the month, quantities have a
 * heavy tail: one in 10,000 is 1,600 times the least. Two days at a time, as `sql` has two connections. All days are over, and
 * sorted as maintenance does it.
 * @param rows rounded down to a multiple of 3,000
 */
export async function fillTrades(
  sql: Sql,
  rows: number,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const perDay = Math.floor(rows / (100 * DAYS)) * 100;
  await prepare(sql, perDay);
  const days = Array.from({ length: DAYS }, (_, day) => day);
  let done = 0;
  const work = async () => {
    for (let day = days.shift(); day !== undefined; day = days.shift()) {
      signal.throwIfAborted();
      await fillDay(sql, perDay, day);
      done++;
      if (done % 5 === 0) say(`${rows} rows: day ${done} of ${DAYS}`);
    }
  };
  await Promise.all([work(), work()]);
  await addUp(sql);
  await sortAll(sql, say, signal);
  await maintain(sql, say, signal);
}

/** As maintenance leaves days that are over. */
async function sortAll(sql: Sql, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  for (const [index, day] of (await listTradeDays(sql)).entries()) {
    if ((await sortDay(sql, day, { signal })) === "busy") throw new Error(`${day.day} could not be sorted`);
    if ((index + 1) % 5 === 0) say(`day ${index + 1} of ${DAYS} sorted`);
  }
}

/** What else maintenance does of sorted days, all in one turn; nothing is left to do where it was done before. */
export async function maintain(sql: Sql, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  for (const day of await listDaysWithUnsortedCandles(sql, DAYS)) {
    signal.throwIfAborted();
    await sortCandles(sql, day);
  }
  const began = performance.now();
  const now = END + MICROS_PER_DAY;
  const { candles, hours } = await keepFineCandles(sql, { now, signal, budgetMs: Number.POSITIVE_INFINITY });
  signal.throwIfAborted();
  if (hours === 0) return;
  say(
    `${candles} candles below a minute kept, of ${hours} hours, in ${Math.round((performance.now() - began) / 1_000)} s`,
  );
  await sql`vacuum analyze fine_candles`;
}

async function prepare(sql: Sql, perDay: number): Promise<void> {
  await sql`
    insert into instruments (exchange, market, symbol, canonical_symbol, policy)
    select (array['binance', 'coinbase', 'kraken'])[1 + n % 3], 'spot', 'BENCH' || n, 'BENCH' || n || '/USD', 'contiguous'
    from generate_series(1, ${INSTRUMENTS}::int) n order by n`;
  await sql`
    insert into partition_positions (topic, partition, first_offset, next_offset)
    select 'market.crypto.trades.bench.raw', n, 0, ${perDay * DAYS}::int8 from generate_series(0, ${SOURCES - 1}::int) n`;
  // Which of each hundred trades are whose, and the how manieth of an instrument's in the hundred.
  await sql.unsafe(`
    create unlogged table bench_slots as
    select slot, instrument_id, share, (row_number() over (partition by instrument_id order by slot) - 1)::int as place
    from generate_series(0, 99) slot
    join (select id::int as instrument_id, share, sum(share) over (order by id) as upto
      from unnest(array[${SHARES.join(",")}]) with ordinality as s (share, id)) shares
      on (slot * 37) % 100 < upto and (slot * 37) % 100 >= upto - share;
    analyze bench_slots;
    create function bench_random(n int8, salt int8) returns float8 language sql immutable parallel safe as
      $$ select ((n * salt) % 4294967296 + 0.5::float8) / 4294967296 $$;
    create function bench_price(n int8, instrument int) returns numeric language sql immutable parallel safe as
      $$ select round((100 * 2.0::float8 ^ (instrument % 4) * (1 + 0.1 * sin(n * ${(2 * Math.PI) / (perDay * DAYS)}::float8)
        + 0.02 * sin(n * ${(2 * Math.PI) / perDay}::float8) + 0.002 * bench_random(n, 2246822519)))::numeric, 2) $$`);
}

/** One day as a table that is attached once it is full: the same table as `k2_ensure_trades_day` makes, sooner. */
async function fillDay(sql: Sql, perDay: number, day: number): Promise<void> {
  const at = FIRST + day * MICROS_PER_DAY;
  const iso = (micros: number) => `${new Date(micros / 1_000).toISOString().slice(0, 10)} 00:00:00+00`;
  const table = `trades_${iso(at).slice(0, 10).replaceAll("-", "")}`;
  const from = day * perDay;
  await sql.begin(async (tx) => {
    await tx.unsafe(`
      set local synchronous_commit = off; set local work_mem = '256MB'; set local maintenance_work_mem = '512MB';
      create table ${table} (like trades including defaults including constraints);
      insert into ${table} (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price,
        quantity, trade_id)
      select time, n, number, time + interval '30 milliseconds', instrument_id, 1 + instrument_id % ${SOURCES}, 0,
        1 + (bench_random(n, 1103515245) < 0.5)::int, bench_price(n, instrument_id),
        round((0.001 * bench_random(n, 2654435761) ^ -0.8::float8)::numeric, 5), number::text
      from (
        select n, s.instrument_id, (n / 100) * s.share + s.place as number,
          '${iso(at)}'::timestamptz + (n - ${from}) * ${MICROS_PER_DAY / perDay}::float8 * interval '1 microsecond' as time
        from generate_series(${from}::int8, ${from + perDay - 1}::int8) n
        join bench_slots s on s.slot = n % 100 offset 0) made;
      create unique index ${table}_identity on ${table} (instrument_id, time, trade_id);
      insert into candles_1m (instrument_id, bucket, open, high, low, close, volume, notional, buy_volume, sell_volume,
        trades, open_time, open_tie, close_time, close_tie, max_quantity)
      select instrument_id, bucket, bench_price(first, instrument_id), high, low, bench_price(last, instrument_id), volume,
        notional, buy_volume, volume - buy_volume, trades, open_time, open_tie, close_time, close_tie, max_quantity
      from (
        select instrument_id, date_bin('1 minute', time, 'epoch') as bucket, min(source_offset) as first,
          max(source_offset) as last, max(price) as high, min(price) as low, sum(quantity) as volume,
          sum(price * quantity) as notional, coalesce(sum(quantity) filter (where side = 1), 0) as buy_volume,
          count(*) as trades, min(time) as open_time, min(sequence) as open_tie, max(time) as close_time,
          max(sequence) as close_tie, max(quantity) as max_quantity
        from ${table} group by 1, 2) minutes`);
  });
  await sql.unsafe(`vacuum (analyze, freeze) ${table}`);
  await sql.unsafe(
    `alter table trades attach partition ${table} for values from ('${iso(at)}') to ('${iso(at + MICROS_PER_DAY)}')`,
  );
}

/** Hours, days, and the sums that outlive both. */
async function addUp(sql: Sql): Promise<void> {
  for (const [to, from, length] of [
    ["candles_1h", "candles_1m", "1 hour"],
    ["candles_1d", "candles_1h", "1 day"],
  ] as const)
    await sql`
      insert into ${sql(to)}
      select instrument_id, date_bin(${length}::text::interval, bucket, 'epoch') as at,
        (array_agg(open order by bucket))[1], max(high), min(low), (array_agg(close order by bucket))[count(*)],
        sum(volume), sum(notional), sum(buy_volume), sum(sell_volume), sum(trades)::int8, min(open_time), min(open_tie),
        max(close_time), max(close_tie), max(max_quantity)
      from ${sql(from)} group by instrument_id, at`;
  await sql`
    insert into instrument_ledger (instrument_id, stored, quantity, notional, first_time, last_time)
    select instrument_id, sum(trades)::int8, sum(volume), sum(notional), min(open_time), max(close_time)
    from candles_1d group by instrument_id`;
  await sql`
    insert into sequence_positions (instrument_id, epoch, lowest, highest, lowest_time, highest_time)
    select instrument_id, 0, min(open_tie), max(close_tie), min(open_time), max(close_time)
    from candles_1d group by instrument_id`;
  for (const table of ["candles_1m", "candles_1h", "candles_1d", "instrument_ledger", "sequence_positions"])
    await sql`vacuum analyze ${sql(table)}`;
  await sql`analyze trades`;
}
