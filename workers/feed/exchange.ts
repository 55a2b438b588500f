/** The exchanges that the feed has a client for. */
export const exchangeNames = ["binance", "coinbase", "kraken"] as const;
export type ExchangeName = (typeof exchangeNames)[number];

/** What to receive from one exchange. */
export interface FeedExchange {
  exchange: ExchangeName;
  /** `wss:` anywhere, `ws:` on this machine only; the simulator is a URL like any other */
  wsUrl: string;
  /** the venue's own spelling: `BTCUSDT`, `BTC-USD`, `BTC/USD` */
  symbols: readonly string[];
}

/** The topic of an exchange's untouched frames: K2's `market.{asset_class}.{data_type}.{exchange}` with `.raw`. */
export function rawTopic(exchange: ExchangeName): string {
  return `market.crypto.trades.${exchange}.raw`;
}
