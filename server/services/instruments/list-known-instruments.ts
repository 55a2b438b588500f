import { z } from "zod";
import { listInstruments } from "@/db/queries/web/list-instruments";
import { database } from "@/server/database";
import { micros } from "@/server/trpc/exact";

export const knownInstrumentsInput = z.strictObject({});

export const instrument = z.object({
  id: z.int(),
  exchange: z.string(),
  market: z.string(),
  symbol: z.string(),
  canonicalSymbol: z.string(),
  policy: z.enum(["contiguous", "monotonic", "none"]),
  stored: z.bigint(),
  firstTime: micros.nullable(),
  lastTime: micros.nullable(),
});
export type Instrument = z.infer<typeof instrument>;

export const knownInstrumentsOutput = z.array(instrument);

/** Every instrument that a record named, the one that traded last first. */
export function listKnownInstruments(): Promise<Instrument[]> {
  return listInstruments(database());
}
