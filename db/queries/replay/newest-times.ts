import { parseMicros } from "@/domain/time/micros";
import type { InstrumentKey } from "@/domain/trade/types";
import type { Query } from "../../client";

/** Exchange time, µs, of the newest stored trade of each instrument, in step; null where none is stored. */
export async function newestTimes(sql: Query, keys: readonly InstrumentKey[]): Promise<(number | null)[]> {
  const rows = await sql<{ last_time: string | null }[]>`
    select l.last_time
    from unnest(${keys.map((one) => one.exchange)}::text[], ${keys.map((one) => one.market)}::text[],
      ${keys.map((one) => one.symbol)}::text[]) with ordinality as k (exchange, market, symbol, ord)
    left join instruments i using (exchange, market, symbol)
    left join instrument_ledger l on l.instrument_id = i.id
    order by k.ord`;
  return rows.map((row) => (row.last_time === null ? null : parseMicros(row.last_time)));
}
