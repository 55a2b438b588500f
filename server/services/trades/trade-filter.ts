import { z } from "zod";
import type { TradeRowFilter } from "@/db/queries/web/trade-conditions";
import type { Micros } from "@/domain/time/micros";
import { SIDE_CODE, SIDES } from "@/server/services/trades/side";
import { resolveRange, timeRange } from "@/server/time-range";
import { decimal } from "@/server/trpc/exact";

const bound = decimal.max(40).nullable().default(null);

/** What is asked of trades, whatever their instrument: spread it into the input's object. Bounds are inclusive. */
export const tradeRowFilterShape = {
  range: timeRange,
  /** taker sides; none = all */
  sides: z.array(z.enum(SIDES)).max(3).default([]),
  minNotional: bound,
  minPrice: bound,
  maxPrice: bound,
  minQuantity: bound,
  maxQuantity: bound,
  tradeId: z
    .string()
    .min(1)
    .max(400)
    .regex(/^[^\0]*$/)
    .nullable()
    .default(null),
};

const tradeRowFilterInput = z.object(tradeRowFilterShape);

/** The filter at a given moment, as the database reads it. */
export function toTradeRowFilter(
  { range, sides, ...rest }: z.infer<typeof tradeRowFilterInput>,
  now: Micros,
): TradeRowFilter {
  return {
    ...resolveRange(range, now),
    sides: sides.map((side) => SIDE_CODE[side]),
    minNotional: rest.minNotional,
    minPrice: rest.minPrice,
    maxPrice: rest.maxPrice,
    minQuantity: rest.minQuantity,
    maxQuantity: rest.maxQuantity,
    tradeId: rest.tradeId,
  };
}
