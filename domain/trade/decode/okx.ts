import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value";
import { showValue } from "../json/show-value";
import { canonicalDashed } from "../symbols";
import type { DecodedTrade, DecodeResult } from "../types";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readEpoch } from "./fields/read-epoch";
import { readTradeNumber } from "./fields/read-id";
import { readTakerSide } from "./fields/read-side";
import type { Frame } from "./frame";
import { readEach } from "./read-each";
import { refuse, type Salvage } from "./refusal";
import { findInText, salvageOf } from "./salvage";
import { sortTrades } from "./sort-trades";
import { SymbolReader } from "./symbol-reader";

const EVENTS = new Map([
  ["subscribe", "subscription-ack"],
  ["unsubscribe", "subscription-ack"],
  ["login", "status"],
  ["notice", "status"],
  ["channel-conn-count", "status"],
  ["channel-conn-count-error", "venue-error"],
  ["error", "venue-error"],
]);

const OTHER_CHANNELS: readonly [RegExp, string][] = [
  [/^(?:tickers|bbo-tbt|optimized-books|call-auction-details)$/, "ticker"],
  [/^books/, "book"],
  [/candle/, "candles"],
  [
    /^(?:mark-price|index-tickers|price-limit|funding-rate|open-interest|estimated-price|opt-summary)$/,
    "mark-price",
  ],
  [/^(?:instruments|status)$/, "instrument-info"],
  [/^(?:liquidation-orders|adl-warning)$/, "liquidation"],
  [/^(?:option-trades|public-struc-block-trades|public-block-trades|block-tickers)$/, "block-trade"],
];

const symbols = new SymbolReader(canonicalDashed, "OKX", "BTC-USDT");

/**
 * OKX v5, channels `trades` and `trades-all`. The instrument id says the market. `tradeId` is text and identifies
 * a trade, but newer pushes fold several matches into one (`count`) and may skip: no gap is told from it.
 * `side` is the taker's; `ts` is milliseconds as text; `sz` of a derivative counts contracts.
 */
export const okx: Decoder = {
  name: "okx",
  accepts: ({ raw, kind, exchange }) => raw && kind === "trades" && exchange === "okx",
  decode(frame): DecodeResult | null {
    // OKX answers a text `ping` with a text `pong` that is not JSON.
    if (frame.value.length === 4 && frame.value.toString("latin1") === "pong") {
      return { kind: "ignored", reason: "heartbeat" };
    }
    const root = frame.json();
    if (!isJsonObject(root)) return null;
    if (root.event !== undefined) return ignoreEvent(root.event);
    const channel = isJsonObject(root.arg) ? root.arg.channel : undefined;
    if (channel === undefined) return null;
    if (channel !== "trades" && channel !== "trades-all") return ignoreChannel(channel);
    const trades = readEach(root.data, "data", undefined, readTrade, salvageTrade);
    return { kind: "trades", trades: sortTrades(trades) };
  },
  salvage: salvageOkx,
};

/** `spot`, `swap`, `futures` or `option`, by the form of the instrument id: `A-B`, `A-B-SWAP`, `A-B-220527`, `A-B-220527-30000-C`. */
export function okxMarket(instrumentId: string): string {
  const parts = instrumentId.split("-");
  if (parts.length <= 2) return "spot";
  if (parts[2] === "SWAP") return "swap";
  return parts.length === 3 ? "futures" : "option";
}

function ignoreEvent(event: JsonValue): DecodeResult {
  const reason = typeof event === "string" ? EVENTS.get(event) : undefined;
  return reason === undefined ? refuseUnknown("event", event) : { kind: "ignored", reason };
}

function ignoreChannel(channel: JsonValue): DecodeResult {
  if (typeof channel === "string") {
    for (const [pattern, reason] of OTHER_CHANNELS) {
      if (pattern.test(channel)) return { kind: "ignored", reason };
    }
  }
  return refuseUnknown("arg.channel", channel);
}

function refuseUnknown(path: string, value: JsonValue): never {
  return refuse({
    stage: "schema",
    code: "UNKNOWN_EVENT",
    message: `${showValue(value)} at ${path} is none that OKX documents. If it is new, teach the decoder to read or to ignore it, then replay.`,
    path,
    value: showValue(value),
  });
}

function readTrade(item: JsonValue): DecodedTrade {
  const trade = isJsonObject(item) ? item : {};
  const { symbol, canonical } = symbols.read(trade.instId, "instId");
  const id = readTradeNumber(trade.tradeId, "tradeId");
  return {
    exchange: "okx",
    market: okxMarket(symbol),
    symbol,
    canonicalSymbol: canonical,
    policy: "monotonic",
    tradeId: id.text,
    sequence: id.value,
    timeMicros: readEpoch(trade.ts, "ts"),
    price: readDecimal(trade.px, "price", "px"),
    quantity: readDecimal(trade.sz, "quantity", "sz"),
    side: readTakerSide(trade.side, "buy", "sell", "side"),
  };
}

function salvageTrade(item: JsonValue): Salvage {
  return salvageInstrument(isJsonObject(item) ? item.instId : undefined, item);
}

function salvageInstrument(symbol: JsonValue | undefined, trade: JsonValue | JsonObject): Salvage {
  const market = typeof symbol === "string" ? okxMarket(symbol) : undefined;
  return salvageOf("okx", market, { symbol, sequence: isJsonObject(trade) ? trade.tradeId : undefined });
}

function salvageOkx(frame: Frame): Salvage {
  const root = frame.jsonIfRead();
  if (root === undefined) {
    const found = findInText(frame, "instId", "tradeId");
    const market = typeof found.symbol === "string" ? okxMarket(found.symbol) : undefined;
    return salvageOf("okx", market, found);
  }
  const arg = isJsonObject(root) && isJsonObject(root.arg) ? root.arg : {};
  return salvageInstrument(arg.instId, null);
}
