import { z } from "zod";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { resumePartition } from "@/db/queries/dead-letters/resume-partition";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { reasonText } from "@/server/trpc/exact";

export const resumeHaltedInput = z.strictObject({
  topic: z.string().min(1).max(249),
  partition: z.int().min(0).max(2_147_483_647),
  /** `resume`: read on, and halt again where the flood is still there; `let-pass`: the flood becomes dead letters */
  how: z.enum(["resume", "let-pass"]),
  reason: reasonText,
});

export const resumeHaltedOutput = z.object({});

/** Lets a halted partition go on; its worker sees it within a second. @throws {ServiceError} CONFLICT where it is not halted */
export function resumeHaltedPartition(
  { topic, partition, how, reason }: z.infer<typeof resumeHaltedInput>,
  act: Act,
): Promise<z.infer<typeof resumeHaltedOutput>> {
  return database().begin(async (tx) => {
    await insertAudit(tx, {
      actor: act.actor,
      action: how === "resume" ? "partition.resume" : "partition.let-pass",
      subject: `${topic}/${partition}`,
      reason,
      origin: act.origin,
      outcome: "accepted",
    });
    const note = `${act.actor}: ${reason}`;
    if (!(await resumePartition(tx, { topic, partition, letPass: how === "let-pass", note })))
      throw new ServiceError("CONFLICT", `${topic}/${partition} is not halted any more.`);
    return {};
  });
}
