import type { Query } from "../../client";

/** The first letters of a job came out as proved. */
export async function passCanary(sql: Query, jobId: bigint): Promise<void> {
  await sql`update replay_jobs set canary_passed = true where id = ${jobId}`;
}
