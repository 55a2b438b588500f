import { z } from "zod";
import { listNeighbours } from "@/db/queries/dead-letters/list-neighbours";
import { database } from "@/server/database";
import type { letterInput } from "@/server/services/dead-letters/letter-schemas";
import { loadLetter } from "@/server/services/dead-letters/load-letter";
import { decimal, micros } from "@/server/trpc/exact";

/** offsets to each side */
const REACH = 5;

export const neighboursOutput = z.object({
  /** null where the letter's place in its topic is not known */
  offset: z.bigint().nullable(),
  records: z.array(
    z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("letter"),
        offset: z.bigint(),
        id: z.bigint(),
        code: z.string(),
        symbol: z.string().nullable(),
        time: micros.nullable(),
      }),
      z.object({
        kind: z.literal("trade"),
        offset: z.bigint(),
        symbol: z.string(),
        price: decimal,
        quantity: decimal,
        time: micros,
      }),
    ]),
  ),
});

/** What stands before and after a letter in its partition. @throws {ServiceError} NOT_FOUND */
export async function listLetterNeighbours({
  id,
}: z.infer<typeof letterInput>): Promise<z.infer<typeof neighboursOutput>> {
  const { topic, partition, sourceOffset, createdAt } = await loadLetter(id);
  if (partition === null || sourceOffset === null) return { offset: null, records: [] };
  const place = { topic, partition, offset: sourceOffset, ingestedAround: createdAt };
  return { offset: sourceOffset, records: await listNeighbours(database(), place, REACH) };
}
