import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value";
import { showValue } from "../json/show-value";
import { canonicalSlashed } from "../symbols";
import type { DecodedTrade, DecodeResult } from "../types";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readSeconds } from "./fields/read-seconds";
import { readTakerSide } from "./fields/read-side";
import type { Frame } from "./frame";
import { acceptsKraken } from "./kraken-topic";
import { readEach } from "./read-each";
import { refuse, type Salvage } from "./refusal";
import { salvageOf } from "./salvage";
import { type CheckedSymbol, SymbolReader } from "./symbol-reader";

const EVENTS = new Map([
  ["heartbeat", "heartbeat"],
  ["pong", "heartbeat"],
  ["systemStatus", "status"],
  ["subscriptionStatus", "subscription-ack"],
  ["error", "venue-error"],
]);

/** Channels other than `trade`; their names may carry a depth or an interval: `book-10`, `ohlc-5`. */
const OTHER_CHANNELS = new Map([
  ["ticker", "ticker"],
  ["spread", "ticker"],
  ["book", "book"],
  ["ohlc", "candles"],
  ["ownTrades", "order"],
  ["openOrders", "order"],
]);

const symbols = new SymbolReader(canonicalSlashed, "Kraken", "XBT/USD");

/**
 * Kraken web socket v1: `[channel, [[price, volume, "sec.us", "b"|"s" of the taker, "l"|"m", misc], …], "trade", pair]`.
 * Trades carry no id, so gaps cannot be told, and equal trades are separate trades.
 */
export const krakenV1: Decoder = {
  name: "kraken-v1",
  accepts: acceptsKraken,
  decode(frame): DecodeResult | null {
    const root = frame.json();
    if (isJsonObject(root)) return ignoreEvent(root);
    if (!Array.isArray(root)) return null;
    const channel = root[root.length - 2];
    if (channel === "trade") {
      const symbol = symbols.read(root[root.length - 1], `[${root.length - 1}]`);
      return { kind: "trades", trades: readEach(root[1], "[1]", symbol, readTrade, salvageTrade) };
    }
    const base = typeof channel === "string" ? (channel.split("-", 1)[0] ?? "") : "";
    const reason = OTHER_CHANNELS.get(base);
    if (reason !== undefined) return { kind: "ignored", reason };
    return refuse({
      stage: "schema",
      code: "UNKNOWN_EVENT",
      message: `The channel ${showValue(channel) ?? "is absent, which"} is none that Kraken v1 documents. If it is new, teach the decoder to read or to ignore it, then replay.`,
      path: `[${Math.max(0, root.length - 2)}]`,
      value: showValue(channel),
    });
  },
  salvage: salvageKrakenV1,
};

function ignoreEvent({ event }: JsonObject): DecodeResult | null {
  if (event === undefined) return null;
  const reason = typeof event === "string" ? EVENTS.get(event) : undefined;
  if (reason !== undefined) return { kind: "ignored", reason };
  return refuse({
    stage: "schema",
    code: "UNKNOWN_EVENT",
    message: `The event ${showValue(event)} is none that Kraken v1 documents. If it is new, teach the decoder to read or to ignore it, then replay.`,
    path: "event",
    value: showValue(event),
  });
}

function readTrade(item: JsonValue, { symbol, canonical }: CheckedSymbol): DecodedTrade {
  const trade = Array.isArray(item) ? item : [];
  return {
    exchange: "kraken",
    market: "spot",
    symbol,
    canonicalSymbol: canonical,
    policy: "none",
    tradeId: null,
    sequence: null,
    timeMicros: readSeconds(trade[2], "[2]"),
    price: readDecimal(trade[0], "price", "[0]"),
    quantity: readDecimal(trade[1], "quantity", "[1]"),
    side: readTakerSide(trade[3], "b", "s", "[3]"),
  };
}

function salvageTrade(_item: JsonValue, { symbol }: CheckedSymbol): Salvage {
  return salvageOf("kraken", "spot", { symbol });
}

function salvageKrakenV1(frame: Frame): Salvage {
  const root = frame.jsonIfRead();
  return salvageOf("kraken", "spot", { symbol: Array.isArray(root) ? root[root.length - 1] : undefined });
}
