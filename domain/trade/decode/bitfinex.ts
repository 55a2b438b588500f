import { isJsonObject, JsonNumber, type JsonObject, type JsonValue } from "../json/json-value";
import { showValue } from "../json/show-value";
import { canonicalBitfinex } from "../symbols";
import type { DecodedTrade, DecodeResult } from "../types";
import type { DecodeContext, Decoder } from "./decoder";
import { closeChannel, openChannel } from "./decoder-state";
import { readDecimal } from "./fields/read-decimal";
import { readEpoch } from "./fields/read-epoch";
import { readTradeNumber } from "./fields/read-id";
import type { Frame } from "./frame";
import { readEach } from "./read-each";
import { refuse, type Salvage, within } from "./refusal";
import { salvageOf } from "./salvage";
import { sortTrades } from "./sort-trades";
import { type CheckedSymbol, SymbolReader } from "./symbol-reader";

const EVENTS = new Map([
  ["info", "status"],
  ["pong", "heartbeat"],
  ["conf", "subscription-ack"],
  ["auth", "status"],
  ["error", "venue-error"],
]);

/** A record's key that names the instrument, as K2 keys records: `tBTCUSD`, `tETH2X:ETH`. */
const SYMBOL_KEY = /^t[A-Z0-9]{3,}(?::[A-Z0-9]+)?$/;

const symbols = new SymbolReader(canonicalBitfinex, "Bitfinex", "tBTCUSD");

/**
 * Bitfinex v2, channel `trades`: `[channel, [[id, ms, ±amount, price], …]]` (snapshot, newest first) and `[channel,
 * "te"|"tu", [id, ms, ±amount, price]]`. The amount's sign is the taker's side. A connection sequence may follow.
 *
 * Each trade comes as `te`, then as `tu` with the same id. Both are given on: ingest stores the first and counts
 * the other as the duplicate number that it is, so a lost `te` costs nothing.
 *
 * Frames name a channel, not a symbol. The record's key says the symbol where it is one (K2 keys by instrument);
 * else the acknowledgement that opened the channel does, which came earlier in the same partition and is kept in
 * `DecoderState`. Where neither knows: `UNKNOWN_CHANNEL`.
 */
export const bitfinex: Decoder = {
  name: "bitfinex",
  accepts: ({ raw, kind, exchange }) => raw && kind === "trades" && exchange === "bitfinex",
  decode(frame, context): DecodeResult | null {
    const root = frame.json();
    if (isJsonObject(root)) return readEvent(root, context);
    if (!Array.isArray(root) || root.length < 2) return null;
    const [channel, second, third] = root;
    if (second === "hb") return { kind: "ignored", reason: "heartbeat" };
    if (second === "cs") return { kind: "ignored", reason: "book" };
    if (second === "te" || second === "tu") {
      const symbol = symbolOf(frame, channel, context);
      try {
        return { kind: "trades", trades: [readTrade(third ?? null, symbol)] };
      } catch (error) {
        throw within(error, "[2]", salvageTrade(third ?? null, symbol));
      }
    }
    if (Array.isArray(second)) {
      const symbol = symbolOf(frame, channel, context);
      return { kind: "trades", trades: sortTrades(readEach(second, "[1]", symbol, readTrade, salvageTrade)) };
    }
    return refuse({
      stage: "schema",
      code: "UNKNOWN_EVENT",
      message: `The message ${showValue(second)} is none that Bitfinex documents for trades. If it is new, teach the decoder to read or to ignore it, then replay.`,
      path: "[1]",
      value: showValue(second),
    });
  },
  salvage: salvageBitfinex,
};

function readEvent(root: JsonObject, { state }: DecodeContext): DecodeResult | null {
  const { event, chanId } = root;
  if (event === undefined) return null;
  if (event === "subscribed") {
    if (root.channel !== "trades") return { kind: "ignored", reason: "subscription-ack" };
    openChannel(state, readChannel(chanId, "chanId"), symbols.read(root.symbol, "symbol").symbol);
    return { kind: "ignored", reason: "subscription-ack" };
  }
  if (event === "unsubscribed") {
    closeChannel(state, readChannel(chanId, "chanId"));
    return { kind: "ignored", reason: "subscription-ack" };
  }
  const reason = typeof event === "string" ? EVENTS.get(event) : undefined;
  if (reason !== undefined) return { kind: "ignored", reason };
  return refuse({
    stage: "schema",
    code: "UNKNOWN_EVENT",
    message: `The event ${showValue(event)} is none that Bitfinex documents. If it is new, teach the decoder to read or to ignore it, then replay.`,
    path: "event",
    value: showValue(event),
  });
}

function readChannel(value: JsonValue | undefined, path: string): number {
  if (typeof value === "number") return value;
  return refuse({
    stage: "validate",
    code: "CHANNEL_NOT_INTEGER",
    message: `The channel ${showValue(value) ?? "is absent: it"} must be a whole number. Correct it and replay.`,
    path,
    value: showValue(value),
  });
}

function symbolOf(frame: Frame, channel: JsonValue | undefined, { state }: DecodeContext): CheckedSymbol {
  const keyed = symbolInKey(frame);
  if (keyed !== undefined) return symbols.read(keyed, "[0]");
  const number = readChannel(channel, "[0]");
  const symbol = state.channels.get(number);
  if (symbol !== undefined) return symbols.read(symbol, "[0]");
  return refuse({
    stage: "schema",
    code: "UNKNOWN_CHANNEL",
    message: `Channel ${number} was not acknowledged earlier in this partition, so its symbol is unknown. Replay the record with the symbol as its key (such as tBTCUSD), or publish frames keyed by symbol.`,
    path: "[0]",
    value: String(number),
  });
}

function symbolInKey({ record }: Frame): string | undefined {
  if (record.key === null || record.key.length > 64) return undefined;
  const key = record.key.toString("latin1");
  return SYMBOL_KEY.test(key) ? key : undefined;
}

function readTrade(item: JsonValue, { symbol, canonical }: CheckedSymbol): DecodedTrade {
  const trade = Array.isArray(item) ? item : [];
  const id = readTradeNumber(trade[0], "[0]");
  const amount = trade[2];
  const sold = amount instanceof JsonNumber && amount.literal.startsWith("-");
  return {
    exchange: "bitfinex",
    market: "spot",
    symbol,
    canonicalSymbol: canonical,
    policy: "monotonic",
    tradeId: id.text,
    sequence: id.value,
    timeMicros: readEpoch(trade[1], "[1]"),
    price: readDecimal(trade[3], "price", "[3]"),
    quantity: readDecimal(sold ? new JsonNumber(amount.literal.slice(1)) : amount, "quantity", "[2]"),
    side: sold ? "sell" : "buy",
  };
}

function salvageTrade(item: JsonValue, { symbol }: CheckedSymbol): Salvage {
  return salvageOf("bitfinex", "spot", { symbol, sequence: Array.isArray(item) ? item[0] : undefined });
}

function salvageBitfinex(frame: Frame): Salvage {
  const root = frame.jsonIfRead();
  const trade = Array.isArray(root) && Array.isArray(root[2]) ? root[2] : [];
  return salvageOf("bitfinex", "spot", { symbol: symbolInKey(frame), sequence: trade[0] });
}
