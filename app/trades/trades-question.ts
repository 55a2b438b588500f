import type { UrlRange } from "@/app/lib/url/time-range-text";
import { MAX_INSTRUMENTS, type TradeFilterValues, type TradesParams } from "@/app/trades/params";

type Asked = Pick<TradesParams, "also" | "venues" | "order"> & TradeFilterValues;

/** What the URL asks of the table, as the API takes it: the page's server and its table must ask the same. */
export function tradesQuestion(instrumentId: number, params: Asked, range: UrlRange) {
  const { also, venues, order } = params;
  return { ...tradesAsked(instrumentId, { also, venues }), ...tradeFilter(params), order, range };
}

/** The same without an order: what an estimate takes. */
export function estimateQuestion(instrumentId: number, params: Asked, range: UrlRange) {
  const { order: _order, ...question } = tradesQuestion(instrumentId, params, range);
  return question;
}

function tradesAsked(instrumentId: number, { also, venues }: Pick<TradesParams, "also" | "venues">) {
  const ids = [instrumentId, ...also.filter((id) => id > 0 && id !== instrumentId)];
  return { instrumentIds: [...new Set(ids)].slice(0, MAX_INSTRUMENTS), exchanges: venues };
}

/** The filter alone, as the API names it. */
export function tradeFilter(values: TradeFilterValues) {
  return {
    sides: values.sides,
    minNotional: values.min,
    minPrice: values.priceMin,
    maxPrice: values.priceMax,
    minQuantity: values.sizeMin,
    maxQuantity: values.sizeMax,
    tradeId: values.id,
  };
}
