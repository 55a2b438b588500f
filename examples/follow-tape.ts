import { createK2Client } from "k2-console/client";

/**
 * Trades of an instrument as they are committed, each once, also over a restart of the console.
 *
 *   node --import tsx examples/follow-tape.ts http://127.0.0.1:3000 [instrument id] [end after this many trades]
 */
const [url = "http://127.0.0.1:3000", id, most = "Infinity"] = process.argv.slice(2);
const k2 = createK2Client({ url });
const instrumentId = id === undefined ? (await k2.instruments.list.query({}))[0]?.id : Number(id);
if (instrumentId === undefined) throw new Error("No instrument has traded yet.");

let received = 0;
await new Promise<void>((resolve, reject) => {
  const subscription = k2.trades.tape.subscribe(
    { instrumentId },
    {
      onData: ({ data }) => {
        for (const trade of data.trades) {
          console.log(`${trade.key} ${trade.side} ${trade.price} × ${trade.quantity}`);
          received += 1;
          if (received < Number(most)) continue;
          subscription.unsubscribe();
          return resolve();
        }
        // Too many at once, or of long ago: they are stored all the same, `trades.page` has them.
        if (data.skipped > 0n) console.log(`… and ${data.skipped} more`);
      },
      onError: reject,
    },
  );
});
