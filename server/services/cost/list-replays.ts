import { z } from "zod";
import { readCostLetters } from "@/db/queries/web/cost-letters";
import { type CostReplay, listCostReplays } from "@/db/queries/web/cost-replays";
import { replayProgress } from "@/domain/dead-letter/replay-plan";
import { database } from "@/server/database";

/** So many letters tell the mean size well enough, however many wait. */
const SAMPLE = 10_000;
const JOB_SAMPLE = 1_000;
const JOBS = 5;
const published = replayProgress.pick({ sent: true, settled: true });

export const replaysInput = z.strictObject({});

const job = z.object({
  id: z.bigint(),
  state: z.string(),
  reason: z.string(),
  createdBy: z.string(),
  /** records it has published so far */
  records: z.int(),
  meanBytes: z.number().nullable(),
});

export const replaysOutput = z.object({
  /** dead letters that wait: what replaying them all would publish */
  waiting: z.object({ letters: z.bigint(), meanBytes: z.number().nullable() }),
  /** the newest that were started */
  jobs: z.array(job),
});

function toJob({ progress, ...row }: CostReplay): z.infer<typeof job> {
  const counts = published.safeParse(progress);
  const records = counts.success ? counts.data.sent + counts.data.settled : 0;
  return { ...row, records };
}

/** What replays published again, and what one of all waiting letters would. */
export async function listReplays(): Promise<z.infer<typeof replaysOutput>> {
  const sql = database();
  const [waiting, jobs] = await Promise.all([
    readCostLetters(sql, SAMPLE),
    listCostReplays(sql, JOBS, JOB_SAMPLE),
  ]);
  return { waiting, jobs: jobs.map(toJob) };
}
