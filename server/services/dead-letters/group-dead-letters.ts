import { z } from "zod";
import { listDeadLetterGroups } from "@/db/queries/web/list-dead-letter-groups";
import { database } from "@/server/database";
import { micros } from "@/server/trpc/exact";

const MAX_GROUPS = 50;

export const deadLetterGroupsInput = z.strictObject({});

export const deadLetterGroup = z.object({
  fingerprint: z.string(),
  stage: z.string(),
  code: z.string(),
  message: z.string(),
  decoder: z.string(),
  count: z.bigint(),
  instruments: z.int(),
  firstAt: micros,
  lastAt: micros,
});
export type DeadLetterGroup = z.infer<typeof deadLetterGroup>;

export const deadLetterGroupsOutput = z.array(deadLetterGroup);

/** Letters that wait, by their cause, the largest group first. */
export function groupDeadLetters(): Promise<DeadLetterGroup[]> {
  return listDeadLetterGroups(database(), MAX_GROUPS);
}
