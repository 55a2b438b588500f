import { z } from "zod";
import { readCostLetters } from "@/db/queries/web/cost-letters";
import { database } from "@/server/database";

/** So many letters tell the mean size well enough, however many wait. */
const SAMPLE = 10_000;

export const replaysInput = z.strictObject({});

export const replaysOutput = z.object({
  /** dead letters that wait: what replaying them all would publish */
  waiting: z.object({ letters: z.bigint(), meanBytes: z.number().nullable() }),
});

/** What a replay would publish again. */
export async function listReplays(): Promise<z.infer<typeof replaysOutput>> {
  return { waiting: await readCostLetters(database(), SAMPLE) };
}
