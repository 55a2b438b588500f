import { formatTradeKey, type TradeKey } from "@/app/trades/params";

/** Where the page of a trade is. */
export function tradePath(instrumentId: number, { time, tradeId }: TradeKey): string {
  return `/trades/${instrumentId}/${encodeURIComponent(formatTradeKey({ time, tradeId }))}`;
}
