import { createK2Client } from "k2-console/client";

/**
 * Every trade of an instrument's last day, page by page, the newest first.
 *
 *   node --import tsx examples/list-trades.ts http://127.0.0.1:3000 [instrument id]
 */
const [url = "http://127.0.0.1:3000", id] = process.argv.slice(2);
const k2 = createK2Client({ url });

const instruments = await k2.instruments.list.query({});
const instrument = id === undefined ? instruments[0] : instruments.find((one) => one.id === Number(id));
if (instrument === undefined) {
  const known = instruments.map((one) => `${one.id} (${one.exchange} ${one.symbol})`).join(", ");
  throw new Error(`There is no instrument ${id ?? "yet"}. Known are: ${known || "none"}.`);
}

// The range is fixed once: a relative one would move from page to page.
const to = instrument.lastTime === null ? 0 : instrument.lastTime + 1;
const range = { from: Math.max(0, to - 86_400_000_000), to: Math.max(1, to) };
let listed = 0n;
let cursor: string | null = null;
do {
  const page: Awaited<ReturnType<typeof k2.trades.page.query>> = await k2.trades.page.query({
    instrumentId: instrument.id,
    range,
    cursor,
    limit: 500,
  });
  for (const trade of page.rows) {
    const time = new Date(trade.time / 1_000).toISOString();
    console.log(
      `${time} ${trade.side} ${trade.price} × ${trade.quantity} = ${trade.notional} #${trade.tradeId}`,
    );
  }
  listed += BigInt(page.rows.length);
  cursor = page.nextCursor;
} while (cursor !== null);

console.log(`${listed} trades of ${instrument.exchange} ${instrument.symbol}`);
