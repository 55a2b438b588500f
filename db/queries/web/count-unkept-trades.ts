import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export interface UnkeptQuestion {
  instrumentIds: readonly number[];
  /** length of a candle, s */
  seconds: number;
  from: Micros;
  to: Micros;
}

/** How many trades candles below a minute have to be made from: those of the range's minutes that are not kept. */
export async function countUnkeptTrades(sql: Query, question: UnkeptQuestion): Promise<number> {
  const { instrumentIds, seconds, from, to } = question;
  const [row] = await sql<{ trades: number }[]>`
    select coalesce(sum(m.trades), 0)::float8 as trades from candles_1m m
    where m.instrument_id = any(${[...instrumentIds]}::int4[])
      and m.bucket > ${formatMicros(from)}::text::timestamptz - interval '1 minute'
      and m.bucket < ${formatMicros(to)}::text::timestamptz
      and m.trades is distinct from (
        select sum(f.trades) from fine_candles f
        where f.instrument_id = m.instrument_id and f.step = ${seconds}
          and f.bucket >= m.bucket and f.bucket < m.bucket + interval '1 minute')`;
  return row?.trades ?? 0;
}
