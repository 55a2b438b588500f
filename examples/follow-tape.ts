import { createK2Client } from "k2-console/client";

/**
 * Trades of up to 64 instruments as they are committed, each once, also over a restart of the console.
 *
 *   node --import tsx examples/follow-tape.ts http://127.0.0.1:3000 [instrument ids, with commas] [end after this many trades]
 */
const [url = "http://127.0.0.1:3000", ids, most = "Infinity"] = process.argv.slice(2);
const k2 = createK2Client({ url });
const known = ids === undefined ? (await k2.instruments.list.query({})).slice(0, 1).map(({ id }) => id) : [];
const instrumentIds = ids?.split(",").map(Number) ?? known;
if (instrumentIds.length === 0) throw new Error("No instrument has traded yet.");

let received = 0;
await new Promise<void>((resolve, reject) => {
  const subscription = k2.trades.tapes.subscribe(
    { tapes: instrumentIds.map((instrumentId) => ({ instrumentId })) },
    {
      onData: ({ data }) => {
        for (const { instrumentId, trades, skipped } of data.tapes) {
          for (const trade of trades) {
            console.log(`${trade.key} of ${instrumentId}: ${trade.side} ${trade.price} × ${trade.quantity}`);
            received += 1;
            if (received < Number(most)) continue;
            subscription.unsubscribe();
            return resolve();
          }
          // Too many at once, or of long ago: they are stored all the same, `trades.page` has them.
          if (skipped > 0n) console.log(`… and ${skipped} more of ${instrumentId}`);
        }
      },
      onError: reject,
    },
  );
});
