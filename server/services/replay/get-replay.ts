import type { z } from "zod";
import { database } from "@/server/database";
import { type JobView, jobInput, jobView } from "@/server/services/replay/job-view";
import { loadJob } from "@/server/services/replay/load-job";

export const getReplayInput = jobInput;
export const getReplayOutput = jobView;

/** A plan or job with how far it is. @throws {ServiceError} NOT_FOUND */
export function getReplay({ id }: z.infer<typeof getReplayInput>): Promise<JobView> {
  return loadJob(database(), id);
}
