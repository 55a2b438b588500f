import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** How many trades of these instruments lie in the minutes that a range touches: told by the rollup, at once. */
export async function countCandleTrades(
  sql: Query,
  instrumentIds: readonly number[],
  from: Micros,
  to: Micros,
): Promise<number> {
  const [row] = await sql<{ trades: number }[]>`
    select coalesce(sum(trades), 0)::float8 as trades from candles_1m
    where instrument_id = any(${[...instrumentIds]}::int4[])
      and bucket > ${formatMicros(from)}::text::timestamptz - interval '1 minute'
      and bucket < ${formatMicros(to)}::text::timestamptz`;
  return row?.trades ?? 0;
}
