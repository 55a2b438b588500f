import type { DecodedTrade } from "../types";

/**
 * Puts the trades of one frame into the order of their numbers, in place: Coinbase Advanced and Bitfinex send the
 * newest first, and gaps must not be seen where there are none. Trades without a number keep their place.
 */
export function sortTrades(trades: DecodedTrade[]): DecodedTrade[] {
  if (isAscending(trades)) return trades;
  return trades.sort((a, b) => {
    if (a.sequence === null || b.sequence === null) return 0;
    return a.sequence < b.sequence ? -1 : a.sequence > b.sequence ? 1 : 0;
  });
}

function isAscending(trades: DecodedTrade[]): boolean {
  let last: bigint | null = null;
  for (const { sequence } of trades) {
    if (sequence === null) return true;
    if (last !== null && sequence < last) return false;
    last = sequence;
  }
  return true;
}
