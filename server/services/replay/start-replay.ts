import { z } from "zod";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { type ChangedSince, countChanged } from "@/db/queries/replay/count-changed";
import { queueJob } from "@/db/queries/replay/queue-job";
import { letterId } from "@/domain/dead-letter/letter-filter";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { loadJob } from "@/server/services/replay/load-job";

export const startReplayInput = z.strictObject({
  id: letterId,
  /** the plan's hash, as it was read: what starts is what was seen */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** leave letters out that changed since the proof, rather than refuse */
  skipChanged: z.boolean().default(false),
});

export const startReplayOutput = z.object({});

/**
 * Lets a planned job begin.
 * @throws {ServiceError} CONFLICT where the plan is another one, or does not match its letters any more
 */
export function startReplay(
  { id, hash, skipChanged }: z.infer<typeof startReplayInput>,
  act: Act,
): Promise<z.infer<typeof startReplayOutput>> {
  return database().begin(async (tx) => {
    const job = await loadJob(tx, id);
    if (job.state !== "planned" || job.plan === null)
      throw new ServiceError("CONFLICT", `Job ${id} is ${job.state}: only a plan can be started.`);
    if (job.selectionHash !== hash)
      throw new ServiceError("CONFLICT", "This is not the plan that you saw. Look at it again.");
    if (job.plan.letters.sendable === 0)
      throw new ServiceError("CONFLICT", "The plan would send nothing: there is nothing to start.");
    const changed = await countChanged(tx, job.id);
    if (changed.letters > 0 && !skipChanged) throw new ServiceError("CONFLICT", sayWhatChanged(changed));
    await insertAudit(tx, {
      actor: act.actor,
      action: "replay.start",
      subject: `replay job ${id}`,
      reason: job.reason,
      origin: act.origin,
      outcome: "accepted",
      detail: { letters: job.plan.letters, rate: job.rate, canary: job.canary, changed },
    });
    if (!(await queueJob(tx, job.id, "planned", act.actor)))
      throw new ServiceError("CONFLICT", `Job ${id} was started or cancelled meanwhile.`);
    return {};
  });
}

function sayWhatChanged({ letters, held, resolved, discarded, other }: ChangedSince): string {
  const parts = [
    [held, "held by another job"],
    [resolved, "resolved"],
    [discarded, "discarded"],
    [other, "edited or tried again"],
  ] as const;
  const what = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString("en-US")} ${word}`)
    .join(", ");
  return `The plan does not match its letters any more: ${letters.toLocaleString("en-US")} changed since the proof (${what}). Prove again, or start without them.`;
}
