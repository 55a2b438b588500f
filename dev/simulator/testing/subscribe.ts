import type { Simulator } from "../api";
import type { Venue } from "../types";
import { TestClient } from "./client";

const SYMBOLS: Record<Venue, string[]> = {
  binance: ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "BNBUSDT"],
  coinbase: ["BTC-USD", "ETH-USD", "SOL-USD"],
  kraken: ["BTC/USD", "ETH/USD", "SOL/USD", "XRP/USD"],
};

/** Connects to a venue and subscribes to the trades of its instruments, all of them unless told otherwise. */
export async function subscribeAll(
  sim: Simulator,
  venue: Venue,
  symbols: readonly string[] = SYMBOLS[venue],
): Promise<TestClient> {
  if (venue === "binance") {
    const streams = symbols.map((symbol) => `${symbol.toLowerCase()}@trade`).join("/");
    return TestClient.connect(`${sim.urls.binanceWs}/stream?streams=${streams}`);
  }
  if (venue === "coinbase") {
    const client = await TestClient.connect(sim.urls.coinbaseWs);
    await client.ask({ type: "subscribe", product_ids: symbols, channels: ["matches"] }, '"subscriptions"');
    return client;
  }
  const client = await TestClient.connect(sim.urls.krakenWs);
  const params = { channel: "trade", symbol: symbols, snapshot: false };
  await client.ask({ method: "subscribe", params }, `"symbol":"${symbols.at(-1)}"`);
  return client;
}
