import type { Sql } from "@/db/client";
import type { Instrument } from "@/dev/simulator/instruments";

/**
 * The simulated venue goes on numbering where the last demo on this data folder ended, as a real one would: else its
 * numbers would look like a restart of the venue. `unread` records may still lie in Kafka and hold higher numbers.
 */
export async function continueNumbers(
  sql: Sql,
  instruments: readonly Instrument[],
  unread: number,
): Promise<{ instruments: Instrument[]; continued: boolean }> {
  const rows = await sql<{ exchange: string; symbol: string; highest: bigint }[]>`
    select i.exchange, i.symbol, max(p.highest) as highest
    from sequence_positions p join instruments i on i.id = p.instrument_id
    where i.market = 'spot' group by 1, 2`;
  const highest = new Map(rows.map((row) => [`${row.exchange}/${row.symbol}`, Number(row.highest)]));
  return {
    continued: rows.length > 0,
    instruments: instruments.map((one) => {
      const seen = highest.get(`${one.venue}/${one.symbol}`);
      return seen === undefined || seen < one.firstId ? one : { ...one, firstId: seen + unread + 1 };
    }),
  };
}
