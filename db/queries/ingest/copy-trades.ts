import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { Transaction } from "../../client";

/** The order of the columns in a COPY line; `copyTrades` and whoever writes the lines share it. */
export const TRADE_COPY_COLUMNS =
  "time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price, quantity, trade_id";

/**
 * Copies lines of text format into a table of trades: the day's partition, or the parent where a batch spans many.
 * The table's name must come from our own code, never from input.
 */
export async function copyTrades(tx: Transaction, table: string, lines: string): Promise<void> {
  if (!/^trades(_\d{8})?$/.test(table)) throw new Error(`${JSON.stringify(table)} is no table of trades`);
  const stream = await tx.unsafe(`COPY ${table} (${TRADE_COPY_COLUMNS}) FROM STDIN`).writable();
  if (!stream.write(lines)) await Promise.race([once(stream, "drain"), finished(stream, { cleanup: true })]);
  stream.end();
  await finished(stream);
}
