import { isJsonObject, type JsonValue } from "../json/json-value";
import { canonicalDashed } from "../symbols";
import type { DecodeResult } from "../types";
import { acceptsCoinbase } from "./coinbase-topic";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readTradeNumber } from "./fields/read-id";
import { readIsoTime } from "./fields/read-iso-time";
import { readTakerSide } from "./fields/read-side";
import type { Salvage } from "./refusal";
import { salvageOf } from "./salvage";
import { SymbolReader } from "./symbol-reader";

const symbols = new SymbolReader(canonicalDashed, "Coinbase", "BTC-USD");

/**
 * What K2's own Kotlin feed handler writes to `market.crypto.trades.coinbase.raw`: not Coinbase's frame, but one flat
 * object for each trade of a `market_trades` message, with the message's `sequence_num` (the same for all of its
 * trades, so not used). `side` is passed on as Coinbase sends it: the MAKER's.
 */
export const k2CoinbaseTrade: Decoder = {
  name: "k2-coinbase-trade",
  accepts: acceptsCoinbase,
  decode(frame): DecodeResult | null {
    const root = frame.json();
    if (!isJsonObject(root) || root.type !== undefined || root.channel !== undefined) return null;
    if (root.product_id === undefined || root.trade_id === undefined) return null;
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
          side: readTakerSide(root.side, "SELL", "BUY", "side"),
        },
      ],
    };
  },
  salvage: (frame) => salvageTrade(frame.jsonIfRead()),
};

function salvageTrade(root: JsonValue | undefined): Salvage {
  const trade = isJsonObject(root) ? root : {};
  return salvageOf("coinbase", "spot", { symbol: trade.product_id, sequence: trade.trade_id });
}
