import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value";
import { showValue } from "../json/show-value";
import { canonicalQuoteFirst } from "../symbols";
import type { DecodeResult } from "../types";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readEpoch } from "./fields/read-epoch";
import { readTradeNumber } from "./fields/read-id";
import { readTakerSide } from "./fields/read-side";
import type { Frame } from "./frame";
import { refuse, type Salvage } from "./refusal";
import { findInText, salvageOf } from "./salvage";
import { SymbolReader } from "./symbol-reader";

const OTHER_TYPES = new Map([
  ["ticker", "ticker"],
  ["orderbook", "book"],
  ["myOrder", "order"],
  ["myAsset", "account"],
]);

/** The names of the fields in Upbit's two formats: `SIMPLE` and `DEFAULT`. */
const SIMPLE = { symbol: "cd", time: "ttms", price: "tp", quantity: "tv", side: "ab", id: "sid" };
const DEFAULT: typeof SIMPLE = {
  symbol: "code",
  time: "trade_timestamp",
  price: "trade_price",
  quantity: "trade_volume",
  side: "ask_bid",
  id: "sequential_id",
};

const symbols = new SymbolReader(canonicalQuoteFirst, "Upbit", "KRW-BTC");

/**
 * Upbit `trade`, in the SIMPLE and the DEFAULT format. `sid` is second × 10^6 plus a counter: it identifies a trade
 * and skips, may be beyond 2^53, and really comes out of order. Price and volume are JSON numbers and keep their
 * digits. `ab` is the taker's side (ASK sells); the trade's time has whole seconds.
 */
export const upbit: Decoder = {
  name: "upbit",
  accepts: ({ raw, kind, exchange }) => raw && kind === "trades" && exchange === "upbit",
  decode(frame): DecodeResult | null {
    const root = frame.json();
    if (!isJsonObject(root)) return null;
    const type = typeOf(root);
    if (type === undefined) return readStatus(root);
    if (type === "trade") return readTrade(root);
    const reason = typeof type === "string" ? (OTHER_TYPES.get(type) ?? candleReason(type)) : undefined;
    if (reason !== undefined) return { kind: "ignored", reason };
    return refuse({
      stage: "schema",
      code: "UNKNOWN_EVENT",
      message: `The type ${showValue(type)} is none that Upbit documents. If it is new, teach the decoder to read or to ignore it, then replay.`,
      path: root.ty === undefined ? "type" : "ty",
      value: showValue(type),
    });
  },
  salvage: salvageUpbit,
};

function typeOf(root: JsonObject): JsonValue | undefined {
  return root.ty ?? root.type;
}

function candleReason(type: string): string | undefined {
  return type.startsWith("candle.") ? "candles" : undefined;
}

/** `{"status":"UP"}` answers a ping, `{"error":{…}}` refuses a request. */
function readStatus(root: JsonObject): DecodeResult | null {
  if (root.status !== undefined) return { kind: "ignored", reason: "heartbeat" };
  if (root.error !== undefined) return { kind: "ignored", reason: "venue-error" };
  return null;
}

function readTrade(root: JsonObject): DecodeResult {
  const names = root.ty === undefined ? DEFAULT : SIMPLE;
  const { symbol, canonical } = symbols.read(root[names.symbol], names.symbol);
  const id = readTradeNumber(root[names.id], names.id);
  return {
    kind: "trades",
    trades: [
      {
        exchange: "upbit",
        market: "spot",
        symbol,
        canonicalSymbol: canonical,
        policy: "monotonic",
        tradeId: id.text,
        sequence: id.value,
        timeMicros: readEpoch(root[names.time], names.time),
        price: readDecimal(root[names.price], "price", names.price),
        quantity: readDecimal(root[names.quantity], "quantity", names.quantity),
        side: readTakerSide(root[names.side], "BID", "ASK", names.side),
      },
    ],
  };
}

function salvageUpbit(frame: Frame): Salvage {
  const root = frame.jsonIfRead();
  if (root === undefined) return salvageOf("upbit", "spot", findInText(frame, SIMPLE.symbol, SIMPLE.id));
  const object = isJsonObject(root) ? root : {};
  const names = object.ty === undefined ? DEFAULT : SIMPLE;
  return salvageOf("upbit", "spot", { symbol: object[names.symbol], sequence: object[names.id] });
}
