import { createHash } from "node:crypto";
import { z } from "zod";
import type { TradeKey } from "@/db/queries/web/list-trades-across";
import { decodeCursor, encodeCursor } from "@/server/cursor";
import { int4Id, micros } from "@/server/trpc/exact";

/** Which way a page lies from the row that its cursor names. */
export type Way = "forward" | "backward";

const LIST = "trades";
const cursorShape = (shape: string, way: Way) =>
  z.strictObject({
    shape: z.literal(shape),
    way: z.literal(way),
    time: micros.min(0),
    instrumentId: int4Id,
    tradeId: z
      .string()
      .max(400)
      .regex(/^[^\0]*$/),
  });

/**
 * What a cursor belongs to, in 16 characters: it holds for the same instruments, filter and order only. A relative
 * range stays the same from page to page, whatever the time.
 */
export function shapeOf(question: unknown): string {
  return createHash("sha256").update(JSON.stringify(question)).digest("base64url").slice(0, 16);
}

export function encodeTradesCursor(
  shape: string,
  way: Way,
  { time, instrumentId, tradeId }: TradeKey,
): string {
  return encodeCursor(LIST, { shape, way, time, instrumentId, tradeId });
}

/** @throws {ServiceError} CURSOR_INVALID where it is of another list, filter, order or direction */
export function decodeTradesCursor(shape: string, way: Way, cursor: string): TradeKey {
  const { time, instrumentId, tradeId } = decodeCursor(LIST, cursorShape(shape, way), cursor);
  return { time, instrumentId, tradeId };
}
