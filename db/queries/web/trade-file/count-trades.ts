import type { Query } from "../../../client";
import { type TradeFilter, tradeConditions } from "../trade-conditions";

/** How many trades pass, counted up to `most`. */
export async function countTrades(sql: Query, filter: TradeFilter, most: number): Promise<number> {
  const conditions = tradeConditions(filter).map(
    ({ on, value, type }) => sql`and ${sql.unsafe(on)} (${value}::text::${sql.unsafe(type)})`,
  );
  const [row] = await sql<{ rows: bigint }[]>`
    select count(*) as rows from (select from trades t where true ${conditions} limit ${most}) counted`;
  return Number(row?.rows ?? 0n);
}
