import type { Sql } from "../../client";

/** Makes the partitions of these UTC days (`YYYYMMDD`) where they are missing, each in a transaction of its own. */
export async function ensureTradeDays(sql: Sql, days: readonly string[]): Promise<void> {
  for (const day of days) await sql`select k2_ensure_trades_day(to_date(${day}, 'YYYYMMDD'))`;
}
