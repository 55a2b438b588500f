import { formatMicros, type Micros } from "@/domain/time/micros";

/** Which trades of one instrument. */
export interface TradeFilter {
  instrumentId: number;
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

/** The filter as conditions; a page binds their values, a COPY (which takes none) has the server quote them. */
export function tradeConditions(filter: TradeFilter): TradeCondition[] {
  const found: TradeCondition[] = [
    { on: "t.instrument_id =", value: String(filter.instrumentId), type: "int4" },
    { on: "t.time >=", value: formatMicros(filter.from), type: "timestamptz" },
    { on: "t.time <", value: formatMicros(filter.to), type: "timestamptz" },
  ];
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
