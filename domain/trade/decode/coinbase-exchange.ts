import { isJsonObject } from "../json/json-value";
import { showValue } from "../json/show-value";
import { canonicalDashed } from "../symbols";
import type { DecodeResult } from "../types";
import { acceptsCoinbase } from "./coinbase-topic";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readTradeNumber } from "./fields/read-id";
import { readIsoTime } from "./fields/read-iso-time";
import { readTakerSide } from "./fields/read-side";
import type { Frame } from "./frame";
import { refuse, type Salvage } from "./refusal";
import { findInText, salvageOf } from "./salvage";
import { SymbolReader } from "./symbol-reader";

/** Message types that carry no trade of their own. A `ticker` repeats the match before it: not a second trade. */
const OTHER_TYPES = new Map([
  ["ticker", "ticker"],
  ["heartbeat", "heartbeat"],
  ["subscriptions", "subscription-ack"],
  ["snapshot", "book"],
  ["l2update", "book"],
  ["status", "status"],
  ["auction", "auction"],
  ["rfq_match", "rfq"],
  ["received", "order"],
  ["open", "order"],
  ["done", "order"],
  ["change", "order"],
  ["activate", "order"],
  ["error", "venue-error"],
]);

const symbols = new SymbolReader(canonicalDashed, "Coinbase", "BTC-USD");

/**
 * Coinbase Exchange `match` and `last_match` (web socket feed, channel `matches`). `trade_id` rises by 1 per product;
 * `sequence` counts all order events and is not used. `side` is the MAKER's, so the taker's is the other one.
 * `last_match` is sent at each subscription, so it may repeat a trade: it is one like any other.
 */
export const coinbaseExchange: Decoder = {
  name: "coinbase-exchange",
  accepts: acceptsCoinbase,
  decode(frame): DecodeResult | null {
    const root = frame.json();
    if (!isJsonObject(root) || root.channel !== undefined) return null;
    const { type } = root;
    if (type !== "match" && type !== "last_match") {
      if (type === undefined) return null;
      const reason = typeof type === "string" ? OTHER_TYPES.get(type) : undefined;
      if (reason !== undefined) return { kind: "ignored", reason };
      return refuse({
        stage: "schema",
        code: "UNKNOWN_EVENT",
        message: `The message type ${showValue(type)} is none that Coinbase Exchange documents. If it is new, teach the decoder to read or to ignore it, then replay.`,
        path: "type",
        value: showValue(type),
      });
    }
    const { symbol, canonical } = symbols.read(root.product_id, "product_id");
    const id = readTradeNumber(root.trade_id, "trade_id");
    return {
      kind: "trades",
      trades: [
        {
          exchange: "coinbase",
          market: "spot",
          symbol,
          canonicalSymbol: canonical,
          policy: "contiguous",
          tradeId: id.text,
          sequence: id.value,
          timeMicros: readIsoTime(root.time, "time"),
          price: readDecimal(root.price, "price", "price"),
          quantity: readDecimal(root.size, "quantity", "size"),
          side: readTakerSide(root.side, "sell", "buy", "side"),
        },
      ],
    };
  },
  salvage: salvageCoinbaseExchange,
};

function salvageCoinbaseExchange(frame: Frame): Salvage {
  const root = frame.jsonIfRead();
  const object = isJsonObject(root) ? root : undefined;
  const found =
    root === undefined
      ? findInText(frame, "product_id", "trade_id")
      : { symbol: object?.product_id, sequence: object?.trade_id };
  return salvageOf("coinbase", "spot", found);
}
