import type { Query } from "../../client";

/**
 * Asks a job to pause, or to end. One that has sent nothing yet ends at once; else its worker carries it out.
 * @returns the state it is in after that; undefined where it cannot be done
 */
export async function askJob(
  sql: Query,
  jobId: bigint,
  wish: "pause" | "cancel",
): Promise<"cancelled" | "asked" | undefined> {
  if (wish === "cancel") {
    const ended = await sql`
      update replay_jobs set state = 'cancelled', finished_at = now(), lease_owner = null, lease_until = null,
        updated_at = now()
      where id = ${jobId} and state in ('requested', 'planned')`;
    if (ended.count === 1) return "cancelled";
  }
  const asked = await sql`
    update replay_jobs set asked = ${wish}, updated_at = now()
    where id = ${jobId} and state = any (${wish === "pause" ? ["queued", "running"] : ["queued", "running", "paused"]}::text[])`;
  return asked.count === 1 ? "asked" : undefined;
}
