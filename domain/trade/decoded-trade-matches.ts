import Decimal from "decimal.js";
import type { DecodedTrade, TakerSide } from "./types";

/** What is held of a stored trade against what a frame says. */
export interface StoredTrade {
  time: number;
  tradeId: string;
  sequence: bigint | null;
  price: string;
  quantity: string;
  side: TakerSide;
}

/** Whether a decoded trade is the one that is stored, value by value; a feed without ids is known by the rest. */
export function decodedTradeMatches(decoded: DecodedTrade, stored: StoredTrade): boolean {
  return (
    decoded.timeMicros === stored.time &&
    (decoded.tradeId === null || decoded.tradeId === stored.tradeId) &&
    decoded.sequence === stored.sequence &&
    decoded.side === stored.side &&
    new Decimal(decoded.price).eq(stored.price) &&
    new Decimal(decoded.quantity).eq(stored.quantity)
  );
}
