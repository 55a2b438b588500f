import { setTimeout as wait } from "node:timers/promises";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { letterId } from "@/domain/dead-letter/letter-filter";
import { database } from "@/server/database";
import { jobView } from "@/server/services/replay/job-view";
import { loadJob } from "@/server/services/replay/load-job";

const EVERY_MS = 300;

export const watchReplayInput = z.strictObject({ id: letterId, lastEventId: z.string().max(100).nullish() });

export const watchReplayEvent = jobView;

const ENDED = new Set(["done", "cancelled", "refused"]);

/** A job as it goes on: what it is now, then each change, until it has ended. @throws {ServiceError} NOT_FOUND */
export async function* watchReplay({ id }: z.infer<typeof watchReplayInput>, signal: AbortSignal) {
  let last = "";
  for (let event = 0; !signal.aborted; event++) {
    const job = await loadJob(database(), id);
    const now = JSON.stringify(job, (_key, value) => (typeof value === "bigint" ? String(value) : value));
    if (now !== last) yield tracked(`${Date.now()}-${event}`, job);
    last = now;
    if (ENDED.has(job.state)) return;
    await wait(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
