import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value";
import { showValue } from "../json/show-value";
import { canonicalJoined } from "../symbols";
import type { DecodedTrade, DecodeResult } from "../types";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readEpoch } from "./fields/read-epoch";
import { isDigits } from "./fields/read-id";
import { readTakerSide } from "./fields/read-side";
import type { Frame } from "./frame";
import { readEach } from "./read-each";
import { refuse, type Salvage } from "./refusal";
import { findInText, salvageOf } from "./salvage";
import { SymbolReader } from "./symbol-reader";

const OTHER_TOPICS = new Map([
  ["orderbook", "book"],
  ["tickers", "ticker"],
  ["kline", "candles"],
  ["liquidation", "liquidation"],
  ["allLiquidation", "liquidation"],
  ["kline_lt", "candles"],
  ["tickers_lt", "ticker"],
  ["lt", "ticker"],
  ["insurance", "status"],
  ["adlAlert", "status"],
  ["priceLimit", "mark-price"],
]);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const symbols = new SymbolReader(canonicalJoined, "Bybit", "BTCUSDT");

/**
 * Bybit v5 `publicTrade.<symbol>`. `i` is an opaque id: digits on spot, a UUID on linear contracts, which is also
 * how the two are told apart. It promises no order, and `seq` skips and repeats, so trades are told apart by `i`
 * and no gap is told. `S` is the taker's side; `T` is milliseconds; trades keep the order of the message.
 */
export const bybit: Decoder = {
  name: "bybit",
  accepts: ({ raw, kind, exchange }) => raw && kind === "trades" && exchange === "bybit",
  decode(frame): DecodeResult | null {
    const root = frame.json();
    if (!isJsonObject(root)) return null;
    const { topic } = root;
    if (topic === undefined) return readAnswer(root);
    const name = typeof topic === "string" ? (topic.split(".", 1)[0] ?? "") : "";
    if (name === "publicTrade") {
      return { kind: "trades", trades: readEach(root.data, "data", undefined, readTrade, salvageTrade) };
    }
    const reason = OTHER_TOPICS.get(name);
    if (reason !== undefined) return { kind: "ignored", reason };
    return refuse({
      stage: "schema",
      code: "UNKNOWN_EVENT",
      message: `The topic ${showValue(topic)} is none that Bybit documents. If it is new, teach the decoder to read or to ignore it, then replay.`,
      path: "topic",
      value: showValue(topic),
    });
  },
  salvage: salvageBybit,
};

/** Answers to our own requests: `{"op":"subscribe","success":true,…}`. */
function readAnswer({ op, success, ret_msg }: JsonObject): DecodeResult | null {
  if (op === undefined) return null;
  if (op === "ping" || op === "pong" || ret_msg === "pong") return { kind: "ignored", reason: "heartbeat" };
  return { kind: "ignored", reason: success === false ? "venue-error" : "subscription-ack" };
}

function readTrade(item: JsonValue): DecodedTrade {
  const trade = isJsonObject(item) ? item : {};
  const { symbol, canonical } = symbols.read(trade.s, "s");
  const id = trade.i;
  if (typeof id !== "string" || !(isDigits(id) || UUID.test(id))) return refuseId(id);
  return {
    exchange: "bybit",
    market: bybitMarket(id),
    symbol,
    canonicalSymbol: canonical,
    policy: "none",
    tradeId: id,
    sequence: null,
    timeMicros: readEpoch(trade.T, "T"),
    price: readDecimal(trade.p, "price", "p"),
    quantity: readDecimal(trade.v, "quantity", "v"),
    side: readTakerSide(trade.S, "Buy", "Sell", "S"),
  };
}

function bybitMarket(id: string): string {
  return isDigits(id) ? "spot" : "linear";
}

function refuseId(id: JsonValue | undefined): never {
  return refuse({
    stage: "validate",
    code: id === undefined || id === null ? "ID_MISSING" : "ID_UNKNOWN_FORM",
    message: `The trade's id ${showValue(id) ?? "is absent: it"} must be 1 to 19 digits (spot) or a UUID (linear), for it tells the market. Correct it and replay.`,
    path: "i",
    value: showValue(id),
  });
}

function salvageTrade(item: JsonValue): Salvage {
  const trade = isJsonObject(item) ? item : {};
  const id = typeof trade.i === "string" ? trade.i : "";
  const market = isDigits(id) || UUID.test(id) ? bybitMarket(id) : undefined;
  return salvageOf("bybit", market, { symbol: trade.s });
}

function salvageBybit(frame: Frame): Salvage {
  const root = frame.jsonIfRead();
  if (root === undefined)
    return salvageOf("bybit", undefined, { symbol: findInText(frame, "s", "seq").symbol });
  const topic = isJsonObject(root) && typeof root.topic === "string" ? root.topic : "";
  const symbol = topic.startsWith("publicTrade.") ? topic.slice("publicTrade.".length) : undefined;
  return salvageOf("bybit", undefined, { symbol });
}
