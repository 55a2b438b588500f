/**
 * Canonical `BASE/QUOTE` names from the venues' own symbols, one function a way of writing. Each gives null where
 * the text is not written in its way at all; where it is, but base and quote cannot be told, it gives the symbol.
 * What follows the pair (expiry, `PERP`, `SWAP`, strike) stays behind a dash: `BTC/USD-220527`.
 */
export type SymbolStyle = (symbol: string) => string | null;

/** Quotes of venues that write base and quote together, longest first so that `USDT` is not taken for `USD`. */
const QUOTES = (
  "FDUSD USDT USDC BUSD TUSD USDP USDS BIDR BVND IDRT AEUR EURI BKRW DOGE " +
  "USD EUR GBP TRY BRL JPY AUD RUB UAH NGN ZAR PLN RON ARS MXN CZK COP CAD CHF KRW PAX DAI VAI UST " +
  "BTC ETH BNB TRX XRP SOL DOT"
).split(" ");

/** Names that a venue keeps for a coin that the others call otherwise. */
const KRAKEN_NAMES: Names = { XBT: "BTC", XDG: "DOGE" };
const BITFINEX_NAMES: Names = { UST: "USDT", UDC: "USDC", DSH: "DASH", IOT: "IOTA", QTM: "QTUM" };

interface Names {
  readonly [venueName: string]: string | undefined;
}

/** Binance and Bybit: `BTCUSDT` → `BTC/USDT`, `ETHUSD_PERP` → `ETH/USD-PERP`, `BTC-27DEC24` → itself. */
export function canonicalJoined(symbol: string): string | null {
  if (!/^[\p{Lu}\p{Lo}\p{N}]+([_-][\p{Lu}\p{Lo}\p{N}]+)*$/u.test(symbol)) return null;
  const cut = symbol.search(/[_-]/);
  if (cut < 0) return splitByQuote(symbol) ?? symbol;
  const pair = splitByQuote(symbol.slice(0, cut));
  return pair === null ? symbol : `${pair}-${symbol.slice(cut + 1)}`;
}

/** Coinbase and OKX: `BTC-USD` → `BTC/USD`, `UNI-USD-SWAP` → `UNI/USD-SWAP`. */
export function canonicalDashed(symbol: string): string | null {
  const parts = /^([A-Z0-9]+)-([A-Z0-9]+)(-[A-Z0-9.-]+)?$/.exec(symbol);
  if (!parts) return null;
  return `${parts[1]}/${parts[2]}${parts[3] ?? ""}`;
}

/** Kraken: `XBT/USD` → `BTC/USD`; names that both its versions share stay. */
export function canonicalSlashed(symbol: string): string | null {
  const parts = /^([A-Z0-9.]+)\/([A-Z0-9.]+)$/.exec(symbol);
  if (!parts) return null;
  return `${rename(KRAKEN_NAMES, parts[1])}/${rename(KRAKEN_NAMES, parts[2])}`;
}

/** Upbit puts the quote first: `KRW-BTC` → `BTC/KRW`. */
export function canonicalQuoteFirst(symbol: string): string | null {
  const parts = /^([A-Z0-9]+)-([A-Z0-9]+)$/.exec(symbol);
  return parts ? `${parts[2]}/${parts[1]}` : null;
}

/** Bitfinex: `tBTCUSD` → `BTC/USD`, `tETH2X:ETH` → `ETH2X/ETH`, `tCHZUST` → `CHZ/USDT`, `tBTCF0:USTF0` → `BTC/USDT-PERP`. */
export function canonicalBitfinex(symbol: string): string | null {
  const parts = /^t(?:([A-Z0-9]+):([A-Z0-9]+)|([A-Z0-9]{3,})([A-Z0-9]{3}))$/.exec(symbol);
  if (!parts) return null;
  const base = parts[1] ?? parts[3] ?? "";
  const quote = parts[2] ?? parts[4] ?? "";
  const perpetual = base.endsWith("F0") && quote.endsWith("F0");
  const bare = (name: string) => rename(BITFINEX_NAMES, perpetual ? name.slice(0, -2) : name);
  return `${bare(base)}/${bare(quote)}${perpetual ? "-PERP" : ""}`;
}

/** Bitstamp writes in small letters: `ethusd` → `ETH/USD`, `btcusd-perp` → `BTC/USD-PERP`. */
export function canonicalSmallJoined(symbol: string): string | null {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(symbol)) return null;
  const canonical = canonicalJoined(symbol.toUpperCase());
  return canonical?.includes("/") ? canonical : symbol;
}

/** ASX: a ticker such as `BHP`, without a quote: it stays as it is. */
export function canonicalTicker(symbol: string): string | null {
  return /^[A-Z0-9]+$/.test(symbol) ? symbol : null;
}

/** The way in which an exchange writes its symbols; undefined for one that we do not know. */
export function symbolStyleOf(exchange: string): SymbolStyle | undefined {
  return STYLES.get(exchange);
}

const STYLES = new Map<string, SymbolStyle>([
  ["asx", canonicalTicker],
  ["binance", canonicalJoined],
  ["bitfinex", canonicalBitfinex],
  ["bitstamp", canonicalSmallJoined],
  ["bybit", canonicalJoined],
  ["coinbase", canonicalDashed],
  ["kraken", canonicalSlashed],
  ["okx", canonicalDashed],
  ["upbit", canonicalQuoteFirst],
]);

function splitByQuote(pair: string): string | null {
  for (const quote of QUOTES) {
    if (pair.length > quote.length && pair.endsWith(quote)) return `${pair.slice(0, -quote.length)}/${quote}`;
  }
  return null;
}

function rename(names: Names, venueName: string | undefined): string {
  if (venueName === undefined) return "";
  return (Object.hasOwn(names, venueName) ? names[venueName] : undefined) ?? venueName;
}
