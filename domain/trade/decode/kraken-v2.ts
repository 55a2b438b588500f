import { isJsonObject, type JsonValue } from "../json/json-value";
import { showValue } from "../json/show-value";
import { canonicalSlashed } from "../symbols";
import type { DecodedTrade, DecodeResult } from "../types";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readTradeNumber } from "./fields/read-id";
import { readIsoTime } from "./fields/read-iso-time";
import { readTakerSide } from "./fields/read-side";
import type { Frame } from "./frame";
import { acceptsKraken } from "./kraken-topic";
import { readEach } from "./read-each";
import { refuse, type Salvage } from "./refusal";
import { findInText, salvageOf } from "./salvage";
import { sortTrades } from "./sort-trades";
import { SymbolReader } from "./symbol-reader";

const OTHER_CHANNELS = new Map([
  ["heartbeat", "heartbeat"],
  ["status", "status"],
  ["ticker", "ticker"],
  ["book", "book"],
  ["level3", "book"],
  ["ohlc", "candles"],
  ["instrument", "instrument-info"],
  ["executions", "order"],
  ["balances", "account"],
]);

const symbols = new SymbolReader(canonicalSlashed, "Kraken", "BTC/USD");

/**
 * Kraken web socket v2, channel `trade`: `snapshot` (the latest 50) and `update`. `trade_id` is a sequence number,
 * unique per book; `side` is the taker's; `price` and `qty` are JSON numbers and keep their digits.
 */
export const krakenV2: Decoder = {
  name: "kraken-v2",
  accepts: acceptsKraken,
  decode(frame): DecodeResult | null {
    const root = frame.json();
    if (!isJsonObject(root)) return null;
    const { channel } = root;
    if (channel === "trade") {
      const trades = readEach(root.data, "data", undefined, readTrade, salvageTrade);
      return { kind: "trades", trades: sortTrades(trades) };
    }
    if (channel === undefined) return readAnswer(root.method, root.success);
    const reason = typeof channel === "string" ? OTHER_CHANNELS.get(channel) : undefined;
    if (reason !== undefined) return { kind: "ignored", reason };
    return refuse({
      stage: "schema",
      code: "UNKNOWN_EVENT",
      message: `The channel ${showValue(channel)} is none that Kraken v2 documents. If it is new, teach the decoder to read or to ignore it, then replay.`,
      path: "channel",
      value: showValue(channel),
    });
  },
  salvage: salvageKrakenV2,
};

/** Answers to our own requests: `{"method":"subscribe","success":true,…}`. */
function readAnswer(method: JsonValue | undefined, success: JsonValue | undefined): DecodeResult | null {
  if (method === undefined) return null;
  if (success === false) return { kind: "ignored", reason: "venue-error" };
  return { kind: "ignored", reason: method === "pong" ? "heartbeat" : "subscription-ack" };
}

function readTrade(item: JsonValue): DecodedTrade {
  const trade = isJsonObject(item) ? item : {};
  const { symbol, canonical } = symbols.read(trade.symbol, "symbol");
  const id = readTradeNumber(trade.trade_id, "trade_id");
  return {
    exchange: "kraken",
    market: "spot",
    symbol,
    canonicalSymbol: canonical,
    policy: "contiguous",
    tradeId: id.text,
    sequence: id.value,
    timeMicros: readIsoTime(trade.timestamp, "timestamp"),
    price: readDecimal(trade.price, "price", "price"),
    quantity: readDecimal(trade.qty, "quantity", "qty"),
    side: readTakerSide(trade.side, "buy", "sell", "side"),
  };
}

function salvageTrade(item: JsonValue): Salvage {
  const trade = isJsonObject(item) ? item : {};
  return salvageOf("kraken", "spot", { symbol: trade.symbol, sequence: trade.trade_id });
}

function salvageKrakenV2(frame: Frame): Salvage {
  const unread = frame.jsonIfRead() === undefined;
  return salvageOf("kraken", "spot", unread ? findInText(frame, "symbol", "trade_id") : {});
}
