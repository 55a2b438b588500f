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
  // Where the venue restarted its numbers, it goes on from the latest of them, however low these are.
  const rows = await sql<{ exchange: string; symbol: string; highest: bigint; epoch: number }[]>`
    select distinct on (i.exchange, i.symbol) i.exchange, i.symbol, p.highest, p.epoch
    from sequence_positions p join instruments i on i.id = p.instrument_id
    where i.market = 'spot' order by i.exchange, i.symbol, p.epoch desc`;
  const latest = new Map(rows.map((row) => [`${row.exchange}/${row.symbol}`, row]));
  return {
    continued: rows.length > 0,
    instruments: instruments.map((one) => {
      const seen = latest.get(`${one.venue}/${one.symbol}`);
      if (seen === undefined || (seen.epoch === 0 && seen.highest < one.firstId)) return one;
      return { ...one, firstId: Number(seen.highest) + unread + 1 };
    }),
  };
}
