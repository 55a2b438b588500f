import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value";
import { showValue } from "../json/show-value";
import { canonicalJoined } from "../symbols";
import type { DecodeResult } from "../types";
import type { Frame } from "./frame";
import { refuse, type Salvage } from "./refusal";
import { findInText, salvageOf } from "./salvage";
import { type CheckedSymbol, SymbolReader } from "./symbol-reader";
import type { TopicParts } from "./topic-parts";

/** Topic's exchange part → market of the ledger. The frames do not say which market they are of. */
const MARKETS = new Map([
  ["binance", "spot"],
  ["binance-usdm", "usdm"],
  ["binance-coinm", "coinm"],
]);

/** Event types (`e`) of Binance's streams that carry no trade, and why they are ignored. */
const OTHER_EVENTS = new Map([
  ["depthUpdate", "book"],
  ["bookTicker", "ticker"],
  ["24hrTicker", "ticker"],
  ["24hrMiniTicker", "ticker"],
  ["1hTicker", "ticker"],
  ["4hTicker", "ticker"],
  ["1dTicker", "ticker"],
  ["avgPrice", "ticker"],
  ["kline", "candles"],
  ["continuous_kline", "candles"],
  ["indexPrice_kline", "candles"],
  ["markPrice_kline", "candles"],
  ["markPriceUpdate", "mark-price"],
  ["indexPriceUpdate", "index-price"],
  ["forceOrder", "liquidation"],
  ["compositeIndex", "index-price"],
  ["contractInfo", "instrument-info"],
  ["assetIndexUpdate", "index-price"],
  ["tradingSession", "instrument-info"],
  ["serverShutdown", "status"],
]);

const symbols = new SymbolReader(canonicalJoined, "Binance", "BTCUSDT");
const MAX_STREAMS = 20_000;
/** streams whose name was found to agree with the symbol in their frames */
const agreeing = new Map<string, string>();

export function acceptsBinance(topic: TopicParts): boolean {
  return topic.raw && MARKETS.has(topic.exchange) && (topic.kind === "trades" || topic.kind === "aggtrades");
}

/** `spot`, `usdm` or `coinm`; the aggregated trades' ids are a space of their own, so `spot-agg` and so on. */
export function binanceMarket(topic: TopicParts, aggregated: boolean): string {
  const market = MARKETS.get(topic.exchange) ?? topic.exchange;
  return aggregated ? `${market}-agg` : market;
}

/** The event itself: combined streams wrap it as `{stream, data}`, single ones send it bare. Null where there is none. */
export function binanceEvent(root: JsonValue): JsonObject | null {
  if (!isJsonObject(root)) return null;
  const { data } = root;
  if (data === undefined) return root;
  return isJsonObject(data) ? data : null;
}

/** Where the event's fields are: `data` in a combined stream, else the root. */
export function binanceBase(root: JsonValue): string {
  return isJsonObject(root) && root.data !== undefined ? "data" : "";
}

/**
 * The event's symbol `s`, which the stream's name (`btcusdt@trade`) must agree with: a frame that names two
 * instruments belongs to neither. Refuses as `SymbolReader.read` does, and `SYMBOL_MISMATCH`.
 */
export function readBinanceSymbol(root: JsonValue, event: JsonObject): CheckedSymbol {
  const checked = symbols.read(event.s, "s");
  if (root === event || !isJsonObject(root)) return checked;
  const { stream } = root;
  if (typeof stream !== "string" || agreeing.get(stream) === checked.symbol) return checked;
  const named = stream.split("@", 1)[0] ?? "";
  if (named !== checked.symbol.toLowerCase() && named.toUpperCase() !== checked.symbol) {
    return refuse({
      stage: "validate",
      code: "SYMBOL_MISMATCH",
      message: `The stream ${showValue(stream)} carries a trade of ${checked.symbol}: one frame names two instruments. Correct the one that is wrong and replay.`,
      path: "s",
      value: showValue(checked.symbol),
    });
  }
  if (agreeing.size >= MAX_STREAMS) agreeing.clear();
  agreeing.set(stream, checked.symbol);
  return checked;
}

/** Frames that are neither `trade` nor `aggTrade`: known ones are ignored, others refused as `UNKNOWN_EVENT`. */
export function ignoreBinance(root: JsonValue, event: JsonObject): DecodeResult {
  const reason = reasonToIgnore(root, event);
  if (reason !== undefined) return { kind: "ignored", reason };
  return refuse({
    stage: "schema",
    code: "UNKNOWN_EVENT",
    message: `The event type ${showValue(event.e) ?? "is absent, which"} is none that Binance documents. If it is new, teach the decoder to read or to ignore it, then replay.`,
    path: binanceBase(root) === "" ? "e" : "data.e",
    value: showValue(event.e),
  });
}

/** Streams of all symbols at once (`!ticker@arr`) send lists, never of trades; null for what is not one. */
export function ignoreBinanceList(root: JsonValue): DecodeResult | null {
  if (!isJsonObject(root) || typeof root.stream !== "string" || !Array.isArray(root.data)) return null;
  return root.stream.startsWith("!") ? { kind: "ignored", reason: "ticker" } : null;
}

function reasonToIgnore(root: JsonValue, event: JsonObject): string | undefined {
  if (typeof event.e === "string") return OTHER_EVENTS.get(event.e);
  if (event.e !== undefined || !isJsonObject(root)) return undefined;
  if (root.error !== undefined || (root.code !== undefined && root.msg !== undefined)) return "venue-error";
  if (root.result !== undefined && root.id !== undefined) return "subscription-ack";
  if (event.lastUpdateId !== undefined && Array.isArray(event.bids)) return "book";
  // Spot's best bid and ask are the one event without `e`.
  if (event.u !== undefined && event.B !== undefined && event.A !== undefined) return "ticker";
  return undefined;
}

/** @param numberKey `t` for trades, `a` for aggregated ones */
export function salvageBinance(frame: Frame, aggregated: boolean, numberKey: "t" | "a"): Salvage {
  const root = frame.jsonIfRead();
  const event = root === undefined ? null : binanceEvent(root);
  const found =
    root === undefined
      ? findInText(frame, "s", numberKey)
      : { symbol: event?.s, sequence: event?.[numberKey] };
  return salvageOf("binance", binanceMarket(frame.topic, aggregated), found);
}
