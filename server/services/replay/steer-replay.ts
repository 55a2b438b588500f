import { z } from "zod";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { askJob } from "@/db/queries/replay/ask-job";
import { queueJob } from "@/db/queries/replay/queue-job";
import { letterId } from "@/domain/dead-letter/letter-filter";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { loadJob } from "@/server/services/replay/load-job";

export const steerReplayInput = z.strictObject({
  id: letterId,
  /** why; the audit log keeps it */
  reason: z.string().trim().max(500).default(""),
});

export const steerReplayOutput = z.object({});

type Output = z.infer<typeof steerReplayOutput>;

/** Asks a running job to pause. @throws {ServiceError} CONFLICT where it does not run */
export function pauseReplay(input: z.infer<typeof steerReplayInput>, act: Act): Promise<Output> {
  return ask(input, act, "pause");
}

/** Ends a job: what was not sent waits again. @throws {ServiceError} CONFLICT where it has ended */
export function cancelReplay(input: z.infer<typeof steerReplayInput>, act: Act): Promise<Output> {
  return ask(input, act, "cancel");
}

/** Lets a paused job go on. @throws {ServiceError} CONFLICT where it is not paused, or has to be proved again */
export function resumeReplay({ id, reason }: z.infer<typeof steerReplayInput>, act: Act): Promise<Output> {
  return database().begin(async (tx) => {
    const job = await loadJob(tx, id);
    await insertAudit(tx, {
      actor: act.actor,
      action: "replay.resume",
      subject: `replay job ${id}`,
      reason: reason || job.reason,
      origin: act.origin,
      outcome: "accepted",
      detail: { pausedFor: job.pausedFor },
    });
    if (!(await queueJob(tx, job.id, "paused", act.actor))) {
      throw new ServiceError(
        "CONFLICT",
        job.pausedFor === "build" && job.state === "paused"
          ? "Another build runs now than the one that proved this plan. Cancel it, and prove again."
          : `Job ${id} is not paused.`,
      );
    }
    return {};
  });
}

function ask(
  { id, reason }: z.infer<typeof steerReplayInput>,
  act: Act,
  wish: "pause" | "cancel",
): Promise<Output> {
  return database().begin(async (tx) => {
    const job = await loadJob(tx, id);
    await insertAudit(tx, {
      actor: act.actor,
      action: `replay.ask-${wish}`,
      subject: `replay job ${id}`,
      reason: reason || job.reason,
      origin: act.origin,
      outcome: "accepted",
    });
    if ((await askJob(tx, job.id, wish)) === undefined)
      throw new ServiceError(
        "CONFLICT",
        `Job ${id} is ${job.state}: it cannot be ${wish === "pause" ? "paused" : "cancelled"}.`,
      );
    return {};
  });
}
