import type { ServerResponse } from "node:http";
import type { Book } from "../book";
import { formatUnits } from "../decimal";
import { FATE, fateNames } from "../fate";

const LINES_A_WRITE = 2_000;

function line(book: Book, index: number): string {
  const { priceDecimals, sizeDecimals } = book.instrument;
  const flags = book.flagsAt(index);
  const fate = fateNames(flags)
    .map((name) => `"${name}"`)
    .join(",");
  return (
    `{"id":"${book.idAt(index)}","timeMicros":${book.timeAt(index)},"price":"${formatUnits(book.ticksAt(index), priceDecimals)}",` +
    `"quantity":"${formatUnits(book.lotsAt(index), sizeDecimals)}","side":"${(flags & FATE.takerSold) !== 0 ? "sell" : "buy"}",` +
    `"fate":[${fate}]}\n`
  );
}

/** Streams every trade of a book as NDJSON, in the order of issue, waiting where the reader is slower. */
export async function streamTrades(book: Book, response: ServerResponse): Promise<void> {
  response.writeHead(200, { "Content-Type": "application/x-ndjson" });
  const end = book.count;
  for (let index = 0; index < end && !response.destroyed; ) {
    let text = "";
    const stop = Math.min(end, index + LINES_A_WRITE);
    for (; index < stop; index++) text += line(book, index);
    if (!response.write(text)) {
      await new Promise<void>((resolve) => {
        response.once("drain", resolve);
        response.once("close", resolve);
      });
    }
  }
  response.end();
}
