import { createHash } from "node:crypto";
import type { Transaction } from "../../client";

const FETCH = 5_000;

/** SHA-256 over the rows that a job published, `exchange market symbol number frame` a line, by instrument and number. */
export async function hashRows(tx: Transaction, jobId: bigint): Promise<string> {
  const hash = createHash("sha256");
  const rows = tx<{ exchange: string; market: string; symbol: string; sequence: bigint; frame: string }[]>`
    select i.exchange, i.market, i.symbol, r.sequence, r.frame
    from backfill_rows r join instruments i on i.id = r.instrument_id
    where r.job_id = ${jobId} order by i.exchange, i.market, i.symbol, r.sequence`;
  for await (const some of rows.cursor(FETCH))
    for (const one of some)
      hash.update(`${one.exchange} ${one.market} ${one.symbol} ${one.sequence} ${one.frame}\n`);
  return hash.digest("hex");
}
