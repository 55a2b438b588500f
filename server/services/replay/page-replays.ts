import { z } from "zod";
import { listJobs } from "@/db/queries/replay/find-job";
import { decodeCursor, encodeCursor } from "@/server/cursor";
import { database } from "@/server/database";
import { jobView, toJobView } from "@/server/services/replay/job-view";
import { paging } from "@/server/trpc/exact";

export const replaysPageInput = z.strictObject(paging);

export const replaysPageOutput = z.object({ rows: z.array(jobView), nextCursor: z.string().nullable() });

const LIST = "replays";
const cursorKey = z.strictObject({ id: z.string().regex(/^\d{1,19}$/) });

/** One page of plans and jobs, the newest first. */
export async function pageReplays({
  cursor,
  limit,
}: z.infer<typeof replaysPageInput>): Promise<z.infer<typeof replaysPageOutput>> {
  const before = cursor ? decodeCursor(LIST, cursorKey, cursor) : null;
  const rows = await listJobs(database(), before?.id ?? null, limit + 1);
  const page = rows.slice(0, limit).map(toJobView);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: page, nextCursor: more ? encodeCursor(LIST, { id: String(last.id) }) : null };
}
