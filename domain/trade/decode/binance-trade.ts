import type { JsonObject, JsonValue } from "../json/json-value";
import type { DecodedTrade, DecodeResult } from "../types";
import {
  acceptsBinance,
  binanceBase,
  binanceEvent,
  binanceMarket,
  ignoreBinance,
  ignoreBinanceList,
  readBinanceSymbol,
  salvageBinance,
} from "./binance-frame";
import { type BinanceTradeText, readBinanceTradeText } from "./binance-trade-text";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readEpoch } from "./fields/read-epoch";
import { readTradeNumber } from "./fields/read-id";
import { readTakerSide } from "./fields/read-side";
import type { Frame } from "./frame";
import { Refusal, within } from "./refusal";

/**
 * Binance `trade` of spot, USD-M and COIN-M (web socket streams, `<symbol>@trade`), combined or bare.
 * `t` rises by 1 per symbol and market; `T` is the trade's time in ms, or µs where the stream asks for it; `m` is
 * true where the buyer was the maker, so that the taker sold. Order ids `b`, `a` (before 2024) and `X` are not
 * needed: futures' `INSURANCE_FUND` rows are counted, for they take numbers of the same sequence.
 */
export const binanceTrade: Decoder = {
  name: "binance-trade",
  accepts: acceptsBinance,
  decode(frame): DecodeResult | null {
    return decodeText(frame) ?? decodeJson(frame);
  },
  salvage: (frame) => salvageBinance(frame, false, "t"),
};

/** Null where the frame is not in Binance's own spelling, or is to be refused: with a reason, which `decodeJson` has. */
function decodeText(frame: Frame): DecodeResult | null {
  const text = readBinanceTradeText(frame);
  if (text === null) return null;
  try {
    return { kind: "trades", trades: [tradeOf(frame, rootOf(text), text)] };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function rootOf(text: BinanceTradeText): JsonObject {
  const event = { s: text.symbol };
  return text.stream === null ? event : { stream: text.stream, data: event };
}

function decodeJson(frame: Frame): DecodeResult | null {
  const root = frame.json();
  const event = binanceEvent(root);
  if (event === null) return ignoreBinanceList(root);
  if (event.e === "aggTrade") return null;
  if (event.e !== "trade") return ignoreBinance(root, event);
  const { t: number, T: time, p: price, q: quantity, m: buyerIsMaker } = event;
  try {
    return {
      kind: "trades",
      trades: [tradeOf(frame, root, { number, time, price, quantity, buyerIsMaker })],
    };
  } catch (error) {
    throw within(error, binanceBase(root));
  }
}

/** The trade's fields as the frame has them. */
interface TradeFields {
  number: JsonValue | undefined;
  time: JsonValue | undefined;
  price: JsonValue | undefined;
  quantity: JsonValue | undefined;
  buyerIsMaker: JsonValue | undefined;
}

function tradeOf(frame: Frame, root: JsonValue, fields: TradeFields): DecodedTrade {
  const { symbol, canonical } = readBinanceSymbol(root, binanceEvent(root) ?? {});
  const id = readTradeNumber(fields.number, "t");
  return {
    exchange: "binance",
    market: binanceMarket(frame.topic, false),
    symbol,
    canonicalSymbol: canonical,
    policy: "contiguous",
    tradeId: id.text,
    sequence: id.value,
    timeMicros: readEpoch(fields.time, "T"),
    price: readDecimal(fields.price, "price", "p"),
    quantity: readDecimal(fields.quantity, "quantity", "q"),
    side: readTakerSide(fields.buyerIsMaker, false, true, "m"),
  };
}
