import { z } from "zod";
import type { JobRow } from "@/db/queries/replay/find-job";
import { letterId, replaySelection } from "@/domain/dead-letter/letter-filter";
import { replayPlan, replayProgress } from "@/domain/dead-letter/replay-plan";
import { micros } from "@/server/trpc/exact";

/** What names one job. */
export const jobInput = z.strictObject({ id: letterId });

/** A replay, from its plan to its end. */
export const jobView = z.object({
  id: z.bigint(),
  state: z.enum(["requested", "planned", "queued", "running", "paused", "done", "cancelled", "refused"]),
  /** what a person wants of it and its worker has yet to do */
  asked: z.enum(["pause", "cancel"]).nullable(),
  selection: replaySelection,
  patch: z.string().nullable(),
  rate: z.int(),
  canary: z.int(),
  canaryPassed: z.boolean(),
  force: z.boolean(),
  reason: z.string(),
  createdBy: z.string(),
  createdAt: micros,
  build: z.string().nullable(),
  letters: z.bigint().nullable(),
  proved: z.bigint(),
  provedAt: micros.nullable(),
  selectionHash: z.string().nullable(),
  plan: replayPlan.nullable(),
  progress: replayProgress.nullable(),
  startedBy: z.string().nullable(),
  startedAt: micros.nullable(),
  finishedAt: micros.nullable(),
  pausedFor: z.enum(["person", "canary", "build"]).nullable(),
  note: z.string().nullable(),
  isHeld: z.boolean(),
});
export type JobView = z.infer<typeof jobView>;

export function toJobView(row: JobRow): JobView {
  return {
    ...row,
    selection: replaySelection.parse(row.selection),
    plan: row.plan === null ? null : replayPlan.parse(row.plan),
    progress: row.progress === null ? null : replayProgress.parse(row.progress),
  };
}
