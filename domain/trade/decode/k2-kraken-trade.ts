import { isJsonObject, type JsonValue } from "../json/json-value";
import { canonicalSlashed } from "../symbols";
import type { DecodeResult } from "../types";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readSeconds } from "./fields/read-seconds";
import { readTakerSide } from "./fields/read-side";
import { acceptsKraken } from "./kraken-topic";
import type { Salvage } from "./refusal";
import { salvageOf } from "./salvage";
import { SymbolReader } from "./symbol-reader";

const symbols = new SymbolReader(canonicalSlashed, "Kraken", "XBT/USD");

/**
 * What K2's own Kotlin feed handler writes to `market.crypto.trades.kraken.raw`: not Kraken's frame, but one flat
 * object for each trade of a v1 message: `{channel_id, pair, price, volume, timestamp: "sec.us", side: "b"|"s", …}`.
 * No id, so gaps cannot be told, and equal trades are separate trades.
 */
export const k2KrakenTrade: Decoder = {
  name: "k2-kraken-trade",
  accepts: acceptsKraken,
  decode(frame): DecodeResult | null {
    const root = frame.json();
    if (!isJsonObject(root) || root.pair === undefined || root.volume === undefined) return null;
    if (root.event !== undefined || root.channel !== undefined) return null;
    const { symbol, canonical } = symbols.read(root.pair, "pair");
    return {
      kind: "trades",
      trades: [
        {
          exchange: "kraken",
          market: "spot",
          symbol,
          canonicalSymbol: canonical,
          policy: "none",
          tradeId: null,
          sequence: null,
          timeMicros: readSeconds(root.timestamp, "timestamp"),
          price: readDecimal(root.price, "price", "price"),
          quantity: readDecimal(root.volume, "quantity", "volume"),
          side: readTakerSide(root.side, "b", "s", "side"),
        },
      ],
    };
  },
  salvage: (frame) => salvageTrade(frame.jsonIfRead()),
};

function salvageTrade(root: JsonValue | undefined): Salvage {
  const trade = isJsonObject(root) ? root : {};
  return salvageOf("kraken", "spot", { symbol: trade.pair });
}
