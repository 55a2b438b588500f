import type { DecodeResult } from "../types";
import {
  acceptsBinance,
  binanceBase,
  binanceEvent,
  binanceMarket,
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
 * Binance `aggTrade` of spot, USD-M and COIN-M: the fills of one taker order at one price (trades `f` to `l`) as one
 * row. `a` rises by 1 per symbol and is no trade id, so its rows form instruments of their own: `spot-agg`.
 */
export const binanceAggTrade: Decoder = {
  name: "binance-agg-trade",
  accepts: acceptsBinance,
  decode(frame): DecodeResult | null {
    const root = frame.json();
    const event = binanceEvent(root);
    if (event === null || event.e !== "aggTrade") return null;
    try {
      const { symbol, canonical } = readBinanceSymbol(root, event);
      const id = readTradeNumber(event.a, "a");
      return {
        kind: "trades",
        trades: [
          {
            exchange: "binance",
            market: binanceMarket(frame.topic, true),
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
  salvage: (frame) => salvageBinance(frame, true, "a"),
};
