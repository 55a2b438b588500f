import type { Query } from "../../client";

/** Makes the partitions of these UTC days (`YYYYMMDD`) where they are missing. */
export async function ensureTradeDays(sql: Query, days: readonly string[]): Promise<void> {
  for (const day of days) await sql`select k2_ensure_trades_day(to_date(${day}, 'YYYYMMDD'))`;
}
