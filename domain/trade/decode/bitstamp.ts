import { isJsonObject, type JsonObject } from "../json/json-value";
import { showValue } from "../json/show-value";
import { canonicalSmallJoined } from "../symbols";
import type { DecodedTrade, DecodeResult } from "../types";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readEpoch } from "./fields/read-epoch";
import { readTradeNumber } from "./fields/read-id";
import { readTakerSide } from "./fields/read-side";
import type { Frame } from "./frame";
import { refuse, type Salvage, within } from "./refusal";
import { findInText, salvageOf } from "./salvage";
import { SymbolReader } from "./symbol-reader";

const TRADES = "live_trades_";
/** Channels without trades, by how their names begin. */
const OTHER_CHANNELS = /^(?:live_orders_|order_book_|detail_order_book_|diff_order_book_|private-)/;

const symbols = new SymbolReader(canonicalSmallJoined, "Bitstamp", "ethusd");

/**
 * Bitstamp web socket v2, `trade` events of `live_trades_<pair>`. `id` counts over ALL pairs, so a pair's numbers
 * skip. `price_str` and `amount_str` are taken, for `price` and `amount` have lost their trailing zeros.
 * `type` 0 is a taker's buy, 1 a sell; `microtimestamp` is microseconds as text.
 */
export const bitstamp: Decoder = {
  name: "bitstamp",
  accepts: ({ raw, kind, exchange }) => raw && kind === "trades" && exchange === "bitstamp",
  decode(frame): DecodeResult | null {
    const root = frame.json();
    if (!isJsonObject(root) || root.event === undefined) return null;
    const { event, channel } = root;
    const name = typeof channel === "string" ? channel : "";
    if (typeof event === "string" && event.startsWith("bts:")) return ignoreProtocol(event);
    if (event === "trade" && name.startsWith(TRADES)) {
      return { kind: "trades", trades: [readTrade(root, name.slice(TRADES.length))] };
    }
    if (OTHER_CHANNELS.test(name)) return { kind: "ignored", reason: "book" };
    return refuse({
      stage: "schema",
      code: "UNKNOWN_EVENT",
      message: `The event ${showValue(event)} of channel ${showValue(channel) ?? "(none)"} is none that Bitstamp documents. If it is new, teach the decoder to read or to ignore it, then replay.`,
      path: "event",
      value: showValue(event),
    });
  },
  salvage: salvageBitstamp,
};

/** `bts:` events are about the connection: answers, heartbeats, errors, a request to reconnect. */
function ignoreProtocol(event: string): DecodeResult {
  if (event === "bts:heartbeat") return { kind: "ignored", reason: "heartbeat" };
  if (event === "bts:error") return { kind: "ignored", reason: "venue-error" };
  if (event === "bts:request_reconnect") return { kind: "ignored", reason: "status" };
  return { kind: "ignored", reason: "subscription-ack" };
}

function readTrade(root: JsonObject, pair: string): DecodedTrade {
  const { symbol, canonical } = symbols.read(pair, "channel");
  const data = isJsonObject(root.data) ? root.data : {};
  try {
    const id = readTradeNumber(data.id, "id");
    return {
      exchange: "bitstamp",
      market: "spot",
      symbol,
      canonicalSymbol: canonical,
      policy: "monotonic",
      tradeId: id.text,
      sequence: id.value,
      timeMicros: readEpoch(data.microtimestamp, "microtimestamp"),
      price: readDecimal(data.price_str, "price", "price_str"),
      quantity: readDecimal(data.amount_str, "quantity", "amount_str"),
      side: readTakerSide(data.type, 0, 1, "type"),
    };
  } catch (error) {
    throw within(error, "data");
  }
}

function salvageBitstamp(frame: Frame): Salvage {
  const root = frame.jsonIfRead();
  const object = isJsonObject(root) ? root : {};
  const data = isJsonObject(object.data) ? object.data : {};
  const found =
    root === undefined ? findInText(frame, "channel", "id") : { symbol: object.channel, sequence: data.id };
  const symbol = typeof found.symbol === "string" ? found.symbol.replace(TRADES, "") : undefined;
  return salvageOf("bitstamp", "spot", { symbol, sequence: found.sequence });
}
