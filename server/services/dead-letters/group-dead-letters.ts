import { z } from "zod";
import { listGroupHours } from "@/db/queries/dead-letters/list-group-hours";
import { listLetterGroups, TOUCHED_LIMIT } from "@/db/queries/dead-letters/list-letter-groups";
import { database } from "@/server/database";
import { micros } from "@/server/trpc/exact";

const MAX_GROUPS = 50;
const HOURS = 24;

export const deadLetterGroupsInput = z.strictObject({});

export const deadLetterGroup = z.object({
  fingerprint: z.string(),
  stage: z.string(),
  code: z.string(),
  message: z.string(),
  path: z.string().nullable(),
  decoder: z.string(),
  build: z.string(),
  /** letters that wait */
  count: z.bigint(),
  replaying: z.bigint(),
  resolved: z.bigint(),
  discarded: z.bigint(),
  instruments: z.int(),
  /** there are at least so many instruments */
  areInstrumentsMore: z.boolean(),
  firstAt: micros,
  lastAt: micros,
  /** letters an hour, the last 24, oldest first */
  hours: z.array(z.int()),
});
export type DeadLetterGroup = z.infer<typeof deadLetterGroup>;

export const deadLetterGroupsOutput = z.array(deadLetterGroup);

/** Letters that wait, by their cause, the largest group first. */
export async function groupDeadLetters(): Promise<DeadLetterGroup[]> {
  const sql = database();
  const groups = await listLetterGroups(sql, MAX_GROUPS);
  const hours = await listGroupHours(
    sql,
    groups.map((group) => group.fingerprint),
    HOURS,
  );
  return groups.map((group) => ({
    ...group,
    areInstrumentsMore: group.instruments >= TOUCHED_LIMIT,
    hours: hours.get(group.fingerprint) ?? [],
  }));
}
