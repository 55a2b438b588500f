import { z } from "zod";
import { listLetterFacets } from "@/db/queries/dead-letters/list-letter-facets";
import { database } from "@/server/database";

const LIMIT = 500;

export const facetsInput = z.strictObject({});

export const facetsOutput = z.object({
  topics: z.array(z.string()),
  codes: z.array(z.string()),
  symbols: z.array(z.object({ exchange: z.string(), symbol: z.string() })),
});

/** What the list can be narrowed by. */
export function listFacets(): Promise<z.infer<typeof facetsOutput>> {
  return listLetterFacets(database(), LIMIT);
}
