import { z } from "zod";
import type { Micros } from "@/domain/time/micros";
import { micros } from "@/server/trpc/exact";

export const tellTimeInput = z.strictObject({});

export const tellTimeOutput = z.object({ serverTime: micros });

/** This process's clock: a browser that asks several times learns how far its own is off, to half the shortest round trip. */
export function tellTime(now: Micros): z.infer<typeof tellTimeOutput> {
  return { serverTime: now };
}
