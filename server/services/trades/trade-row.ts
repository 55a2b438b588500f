import { z } from "zod";
import type { TradeRow } from "@/db/queries/web/trade-columns";
import { SIDES, sideOf } from "@/server/services/trades/side";
import { decimal, micros } from "@/server/trpc/exact";

/** A trade as pages see it. */
export const tradeSchema = z.object({
  instrumentId: z.int(),
  time: micros,
  tradeId: z.string(),
  sequence: z.bigint().nullable(),
  price: decimal,
  quantity: decimal,
  notional: decimal,
  side: z.enum(SIDES),
  ingestedAt: micros,
  topic: z.string(),
  partition: z.int(),
  sourceId: z.int(),
  sourceOffset: z.bigint(),
  frameIndex: z.int(),
});
export type Trade = z.infer<typeof tradeSchema>;

export function toTrade(row: TradeRow): Trade {
  return { ...row, side: sideOf(row.side) };
}
