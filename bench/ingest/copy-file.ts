import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { partitionOf, sampleTrade } from "./frames";

const ROWS_A_WRITE = 10_000;

/** Writes the rows that ingest makes of the first `count` frames, as lines for COPY, in the order of publishing. */
export async function writeCopyFile(file: string, count: number): Promise<void> {
  const out = createWriteStream(file);
  const ingestedAt = new Date().toISOString();
  const nextOffset = new Map<number, number>();
  for (let at = 0; at < count; at += ROWS_A_WRITE) {
    let lines = "";
    for (let index = at; index < Math.min(at + ROWS_A_WRITE, count); index++) {
      const trade = sampleTrade(index);
      const partition = partitionOf(index);
      const offset = nextOffset.get(partition) ?? 0;
      nextOffset.set(partition, offset + 1);
      const instrument = Number(trade.symbol.slice(1, 3)) + 1;
      lines += `${new Date(trade.timeMs).toISOString()}\t${offset}\t${trade.id}\t${ingestedAt}\t${instrument}\t${partition + 1}\t0\t${trade.buyerIsMaker ? 2 : 1}\t${trade.price}\t${trade.quantity}\t${trade.id}\n`;
    }
    if (!out.write(lines)) await once(out, "drain");
  }
  out.end();
  await finished(out);
}
