import type { Query } from "../../client";

/**
 * Makes the tables of these UTC days (`YYYYMMDD`) where they are missing.
 * @returns the table of each day, in step: a partition, or `trades` itself where it is a hypertable
 */
export async function ensureTradeDays(sql: Query, days: readonly string[]): Promise<string[]> {
  const tables: string[] = [];
  for (const day of days) {
    const [row] = await sql<{ table: string }[]>`
      select k2_ensure_trades_day(to_date(${day}, 'YYYYMMDD')) as table`;
    tables.push(row?.table ?? "trades");
  }
  return tables;
}
