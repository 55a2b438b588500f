import { z } from "zod";
import { findTrade } from "@/db/queries/web/find-trade";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { type Trade, toTrade, tradeSchema } from "@/server/services/trades/trade-row";
import { int4Id, micros } from "@/server/trpc/exact";

export const tradeInput = z.strictObject({
  instrumentId: int4Id,
  time: micros,
  tradeId: z.string().min(1).max(400),
});

export const tradeOutput = tradeSchema;

/**
 * One trade by its identity.
 * @throws {ServiceError} NOT_FOUND where it is not stored
 */
export async function getTrade(input: z.infer<typeof tradeInput>): Promise<Trade> {
  const row = await findTrade(database(), input.instrumentId, input.time, input.tradeId);
  if (row === undefined)
    throw new ServiceError("NOT_FOUND", "This trade is not stored, or retention has removed it.");
  return toTrade(row);
}
