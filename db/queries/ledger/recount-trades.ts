import type { Query } from "../../client";

export interface Recount {
  sourceId: number;
  instrumentId: number;
  trades: bigint;
  quantity: string;
  notional: string;
}

/**
 * Counts what the table of trades really holds, and what retention took with it: the whole table is read, about a second
 * a million rows.
 */
export async function recountTrades(sql: Query): Promise<Recount[]> {
  return sql<Recount[]>`
    select source_id as "sourceId", instrument_id as "instrumentId", sum(trades)::int8 as trades,
      sum(quantity) as quantity, sum(notional) as notional
    from (
      select source_id, instrument_id, count(*) as trades, sum(quantity) as quantity, sum(price * quantity) as notional
      from trades group by source_id, instrument_id
      union all
      select source_id, instrument_id, trades, quantity, notional from retired_trades) counted
    group by source_id, instrument_id`;
}
