import type { Query } from "../../client";
import type { CandleSize } from "../ingest/merge-candles";

export interface CandleDifference {
  instrumentId: number;
  /** ISO, start of the candle */
  bucket: string;
  /** what is stored, and what the trades make, as JSON; null where there is none */
  stored: string | null;
  recomputed: string | null;
}

const units: Readonly<Record<CandleSize, string>> = { "1m": "minute", "1h": "hour", "1d": "day" };

/**
 * Recomputes every candle of a size from the stored trades, but for days whose trades retention took.
 * @returns up to `limit` that differ
 */
export async function compareCandles(sql: Query, size: CandleSize, limit = 20): Promise<CandleDifference[]> {
  return sql<CandleDifference[]>`
    with ordered as (
      select instrument_id, date_trunc(${units[size]}, time, 'UTC') as bucket, time, price, quantity, side,
        coalesce(sequence, source_offset * 65536 + frame_index) as tie
      from trades where (time at time zone 'UTC')::date not in (select day from retired_days)
    ), made as (
      select instrument_id, bucket, jsonb_build_array(
        (array_agg(price order by time, tie))[1], max(price), min(price), (array_agg(price order by time desc, tie desc))[1],
        trim_scale(max(quantity)), trim_scale(sum(quantity)), trim_scale(sum(price * quantity)),
        trim_scale(coalesce(sum(quantity) filter (where side = 1), 0)),
        trim_scale(coalesce(sum(quantity) filter (where side = 2), 0)), count(*)) as candle
      from ordered group by instrument_id, bucket
    ), kept as (
      select instrument_id, bucket, jsonb_build_array(open, high, low, close,
        trim_scale(max_quantity), trim_scale(volume), trim_scale(notional),
        trim_scale(buy_volume), trim_scale(sell_volume), trades) as candle
      from ${sql(`candles_${size}`)} where (bucket at time zone 'UTC')::date not in (select day from retired_days)
    )
    select coalesce(k.instrument_id, m.instrument_id) as "instrumentId", coalesce(k.bucket, m.bucket)::text as bucket,
      k.candle::text as stored, m.candle::text as recomputed
    from kept k full join made m using (instrument_id, bucket)
    -- Candles of before the column do not tell their largest quantity.
    where k.candle is distinct from m.candle
      and (k.candle -> 4 <> 'null' or k.candle - 4 is distinct from m.candle - 4)
    order by 1, 2 limit ${limit}`;
}
