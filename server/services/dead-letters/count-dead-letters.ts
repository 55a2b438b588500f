import { z } from "zod";
import { countLetters } from "@/db/queries/dead-letters/count-letters";
import { letterFilter } from "@/domain/dead-letter/letter-filter";
import { database } from "@/server/database";

/** Counting ends here: past it, "100,000 or more" says enough. */
const LIMIT = 100_000;

export const deadLettersCountInput = letterFilter;

export const deadLettersCountOutput = z.object({ letters: z.int(), isMore: z.boolean() });

/** How many letters pass the filter. */
export async function countDeadLetters(
  filter: z.infer<typeof deadLettersCountInput>,
): Promise<z.infer<typeof deadLettersCountOutput>> {
  const letters = await countLetters(database(), filter, LIMIT + 1);
  return { letters: Math.min(letters, LIMIT), isMore: letters > LIMIT };
}
