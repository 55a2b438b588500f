import type { Env } from "@/runtime/env";
import { type ExchangeName, exchangeNames, type FeedExchange } from "./exchange";

/** The real exchanges' public market data, no key needed. */
const liveUrls: Readonly<Record<ExchangeName, string>> = {
  binance: "wss://stream.binance.com:9443",
  coinbase: "wss://ws-feed.exchange.coinbase.com",
  kraken: "wss://ws.kraken.com/v2",
};

/** A dozen busy books; the simulator has the same. */
export const defaultSymbols: Readonly<Record<ExchangeName, readonly string[]>> = {
  binance: ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "BNBUSDT"],
  coinbase: ["BTC-USD", "ETH-USD", "SOL-USD"],
  kraken: ["BTC/USD", "ETH/USD", "SOL/USD", "XRP/USD"],
};

type UrlEnv = Pick<Env, "K2_BINANCE_WS_URL" | "K2_COINBASE_WS_URL" | "K2_KRAKEN_WS_URL">;

/**
 * Which exchanges the configuration names: an exchange is taken from the URL that its variable names, else, where `live`,
 * from the real exchange, else left out.
 */
export function configuredExchanges(options: { env: UrlEnv; live: boolean }): FeedExchange[] {
  const { env, live } = options;
  const given: Record<ExchangeName, string | undefined> = {
    binance: env.K2_BINANCE_WS_URL,
    coinbase: env.K2_COINBASE_WS_URL,
    kraken: env.K2_KRAKEN_WS_URL,
  };
  return exchangeNames.flatMap((exchange): FeedExchange[] => {
    const wsUrl = given[exchange] ?? (live ? liveUrls[exchange] : undefined);
    return wsUrl === undefined ? [] : [{ exchange, wsUrl, symbols: defaultSymbols[exchange] }];
  });
}

/**
 * What the feed receives.
 * @throws Error where the configuration names no exchange, naming the remedy
 */
export function feedExchanges(options: { env: UrlEnv; live: boolean }): FeedExchange[] {
  const chosen = configuredExchanges(options);
  if (chosen.length > 0) return chosen;
  throw new Error(
    "the feed has no exchange to listen to: set K2_BINANCE_WS_URL, K2_COINBASE_WS_URL or K2_KRAKEN_WS_URL, or pass --live",
  );
}

/**
 * The socket's address, checked: market data that someone on the way can change is worth nothing, so a plain `ws:` is
 * for this machine only.
 * @throws Error naming the exchange and what its URL must be
 */
export function checkedUrl(exchange: ExchangeName, wsUrl: string): URL {
  const url = URL.canParse(wsUrl) ? new URL(wsUrl) : undefined;
  const local = url !== undefined && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url?.protocol === "wss:" || (url?.protocol === "ws:" && local)) return url;
  throw new Error(`the ${exchange} feed cannot use ${wsUrl}: it must be wss://…, or ws:// on this machine`);
}
