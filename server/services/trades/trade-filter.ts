import { z } from "zod";
import type { TradeFilter } from "@/db/queries/web/trade-conditions";
import type { Micros } from "@/domain/time/micros";
import { SIDE_CODE, SIDES } from "@/server/services/trades/side";
import { resolveRange, timeRange } from "@/server/time-range";
import { decimal, int4Id } from "@/server/trpc/exact";

const bound = decimal.max(40).nullable().default(null);

/** What pages and files of trades are asked for: spread it into the input's object. Bounds are inclusive. */
export const tradeFilterShape = {
  instrumentId: int4Id,
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

const tradeFilterInput = z.object(tradeFilterShape);

/** The filter at a given moment, as the database reads it. */
export function toTradeFilter(
  { range, sides, ...rest }: z.infer<typeof tradeFilterInput>,
  now: Micros,
): TradeFilter {
  return { ...rest, ...resolveRange(range, now), sides: sides.map((side) => SIDE_CODE[side]) };
}
