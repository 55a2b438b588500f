import type { DecodeResult } from "../types";
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
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readEpoch } from "./fields/read-epoch";
import { readTradeNumber } from "./fields/read-id";
import { readTakerSide } from "./fields/read-side";
import { within } from "./refusal";

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
    const root = frame.json();
    const event = binanceEvent(root);
    if (event === null) return ignoreBinanceList(root);
    if (event.e === "aggTrade") return null;
    if (event.e !== "trade") return ignoreBinance(root, event);
    try {
      const { symbol, canonical } = readBinanceSymbol(root, event);
      const id = readTradeNumber(event.t, "t");
      return {
        kind: "trades",
        trades: [
          {
            exchange: "binance",
            market: binanceMarket(frame.topic, false),
            symbol,
            canonicalSymbol: canonical,
            policy: "contiguous",
            tradeId: id.text,
            sequence: id.value,
            timeMicros: readEpoch(event.T, "T"),
            price: readDecimal(event.p, "price", "p"),
            quantity: readDecimal(event.q, "quantity", "q"),
            side: readTakerSide(event.m, false, true, "m"),
          },
        ],
      };
    } catch (error) {
      throw within(error, binanceBase(root));
    }
  },
  salvage: (frame) => salvageBinance(frame, false, "t"),
};
