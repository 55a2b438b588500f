import type { Query } from "../../client";

/** What one instrument traded in the newest stretch of exchange time. */
export interface CostInstrument {
  exchange: string;
  market: string;
  symbol: string;
  trades: bigint;
}

/** Trades by instrument over the newest `hours` of exchange time that hold any, the busiest first. */
export function listCostInstruments(sql: Query, hours: number): Promise<CostInstrument[]> {
  return sql<CostInstrument[]>`
    with newest as (
      select bucket as at from candles_1h where bucket <= now() + interval '2 minutes' order by bucket desc limit 1)
    select i.exchange, i.market, i.symbol, sum(c.trades)::int8 as trades
    from candles_1h c
    join newest on c.bucket > newest.at - make_interval(hours => ${hours}::int) and c.bucket <= newest.at
    join instruments i on i.id = c.instrument_id
    group by i.id
    order by trades desc, i.id
    limit 2000`;
}
