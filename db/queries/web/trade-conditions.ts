import type { Micros } from "@/domain/time/micros";

/** Which trades, whatever their instrument. */
export interface TradeRowFilter {
  from: Micros;
  /** exclusive */
  to: Micros;
  /** 1 buy, 2 sell, 0 unknown; none = all */
  sides: readonly number[];
  /** bounds, inclusive, as plain decimals */
  minNotional: string | null;
  minPrice?: string | null;
  maxPrice?: string | null;
  minQuantity?: string | null;
  maxQuantity?: string | null;
  tradeId?: string | null;
}

export interface TradeCondition {
  /** an expression over `trades t` and its operator: our own text, never input */
  on: string;
  /** what it is held against: always sent as a value, or quoted by the server */
  value: string;
  type: "int4" | "int2[]" | "timestamptz" | "numeric" | "text";
}

/**
 * What the filter asks of a trade itself, beside instrument and time; a page binds the values, a COPY (which takes none) has
 * the server quote them.
 */
export function valueConditions(filter: TradeRowFilter): TradeCondition[] {
  const found: TradeCondition[] = [];
  if (filter.sides.length > 0)
    found.push({ on: "t.side = any", value: `{${filter.sides.join(",")}}`, type: "int2[]" });
  const decimal = (on: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined) found.push({ on, value, type: "numeric" });
  };
  decimal("t.price * t.quantity >=", filter.minNotional);
  decimal("t.price >=", filter.minPrice);
  decimal("t.price <=", filter.maxPrice);
  decimal("t.quantity >=", filter.minQuantity);
  decimal("t.quantity <=", filter.maxQuantity);
  if (filter.tradeId) found.push({ on: "t.trade_id =", value: filter.tradeId, type: "text" });
  return found;
}

/**
 * What a candle (`c`) must be like to hold a trade that passes: its highest and lowest price, and its largest quantity;
 * where that is not known (candles of before the column) its sums, which no single trade exceeds. None where the filter
 * asks for nothing that a candle knows.
 */
export function candleConditions(filter: TradeRowFilter): TradeCondition[] {
  const found: TradeCondition[] = [];
  const atLeast = (on: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined) found.push({ on, value, type: "numeric" });
  };
  atLeast("least(c.notional, c.high * coalesce(c.max_quantity, c.volume)) >=", filter.minNotional);
  atLeast("c.high >=", filter.minPrice);
  atLeast("c.low <=", filter.maxPrice);
  atLeast("coalesce(c.max_quantity, c.volume) >=", filter.minQuantity);
  return found;
}
