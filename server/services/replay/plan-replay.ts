import { z } from "zod";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { countOpenJobs } from "@/db/queries/replay/count-open-jobs";
import { insertJob } from "@/db/queries/replay/insert-job";
import { readPatch } from "@/domain/dead-letter/apply-patch";
import { replaySelection } from "@/domain/dead-letter/letter-filter";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { reasonText } from "@/server/trpc/exact";

/** Plans and jobs under way at once: enough for a shift, too few to bury the workers. */
const MAX_OPEN = 50;

export const planReplayInput = z.strictObject({
  selection: replaySelection,
  /** a JSON Patch (RFC 6902) as text, for every letter; null sends values as they are */
  patch: z.string().max(100_000).nullable().default(null),
  /** letters a second */
  rate: z.int().min(1).max(100_000).default(100),
  /** so many go first, alone, and have to come out as proved; 0 = none */
  canary: z.int().min(0).max(10_000).default(5),
  /** send what the proof says would fail again, too */
  force: z.boolean().default(false),
  reason: reasonText,
});

export const planReplayOutput = z.object({ id: z.bigint() });

/**
 * Asks for a plan: a worker proves each letter and writes what it found to the job.
 * @throws {ServiceError} BAD_INPUT where the patch is none; RATE_LIMITED where too many are under way
 */
export async function planReplay(
  input: z.infer<typeof planReplayInput>,
  act: Act,
): Promise<z.infer<typeof planReplayOutput>> {
  const { patch } = input;
  const read = patch === null ? null : readPatch(patch);
  if (read?.ok === false) throw new ServiceError("BAD_INPUT", `The patch cannot be used: ${read.reason}.`);
  return database().begin(async (tx) => {
    if ((await countOpenJobs(tx)) >= MAX_OPEN) {
      throw new ServiceError(
        "RATE_LIMITED",
        `${MAX_OPEN} replays are planned or running. Cancel some, or wait for them to end.`,
      );
    }
    const id = await insertJob(tx, { ...input, createdBy: act.actor });
    await insertAudit(tx, {
      actor: act.actor,
      action: "replay.plan",
      subject: `replay job ${id}`,
      reason: input.reason,
      origin: act.origin,
      outcome: "accepted",
      detail: {
        selection: input.selection,
        patch,
        force: input.force,
        rate: input.rate,
        canary: input.canary,
      },
    });
    return { id };
  });
}
