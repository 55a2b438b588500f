import type { Query } from "../../client";

export interface Recount {
  sourceId: number;
  instrumentId: number;
  trades: bigint;
  quantity: string;
  notional: string;
}

/** Counts what the table of trades really holds: the whole table is read, about a second a million rows. */
export async function recountTrades(sql: Query): Promise<Recount[]> {
  return sql<Recount[]>`
    select source_id as "sourceId", instrument_id as "instrumentId", count(*) as trades,
      sum(quantity) as quantity, sum(price * quantity) as notional
    from trades group by source_id, instrument_id`;
}
