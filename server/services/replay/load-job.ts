import type { Query } from "@/db/client";
import { findJob } from "@/db/queries/replay/find-job";
import { ServiceError } from "@/server/errors";
import { type JobView, toJobView } from "@/server/services/replay/job-view";

/** A job by its id. @throws {ServiceError} NOT_FOUND */
export async function loadJob(sql: Query, id: string): Promise<JobView> {
  const row = await findJob(sql, id);
  if (row === undefined) throw new ServiceError("NOT_FOUND", `There is no replay job ${id}.`);
  return toJobView(row);
}
