import type { Micros } from "@/app/lib/format/time";
import type { UrlRange } from "@/app/lib/url/time-range-text";
import { MAX_INSTRUMENTS, type TradeFilterValues, type TradesParams } from "@/app/trades/params";

type Asked = Pick<TradesParams, "also" | "venues" | "order"> & TradeFilterValues;

/** What the URL asks of the table, as the API takes it: the page's server and its table must ask the same. */
export function tradesQuestion(instrumentId: number, params: Asked & { at: Micros | null }, range: UrlRange) {
  const { order } = params;
  const at = placeWithin(params.at, range);
  return { ...estimateQuestion(instrumentId, params, range), order, ...(at === null ? {} : { at }) };
}

/** The same without an order and a place in it: what an estimate takes. */
export function estimateQuestion(instrumentId: number, params: Asked, range: UrlRange) {
  const { also, venues } = params;
  return { ...tradesAsked(instrumentId, { also, venues }), ...tradeFilter(params), range };
}

/** Of another range than the one that is looked at, a place says nothing. A relative one moves: the API looks there. */
export function placeWithin(at: Micros | null, range: UrlRange): Micros | null {
  return at !== null && "from" in range && (at < range.from || at >= range.to) ? null : at;
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
