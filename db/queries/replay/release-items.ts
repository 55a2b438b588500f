import type { Sql } from "../../client";

/**
 * Gives letters back that were not sent: they wait again. Without `letterIds`, all that the job has not sent yet.
 * Items of a cancelled job end as cancelled, others as skipped.
 */
export async function releaseItems(
  sql: Sql,
  jobId: bigint,
  end: { state: "cancelled" | "skipped"; note: string; letterIds?: readonly bigint[] },
): Promise<void> {
  await sql.begin(async (tx) => {
    const which =
      end.letterIds === undefined
        ? tx`state in ('planned', 'held')`
        : tx`letter_id = any (${end.letterIds.map(String)}::int8[]) and state in ('held', 'sending')`;
    const released = await tx<{ id: bigint }[]>`
      update replay_items set state = ${end.state}, note = ${end.note}
      where job_id = ${jobId} and ${which}
      returning letter_id as id`;
    await tx`
      update dead_letters set state = 'failed', job_id = null, updated_at = now()
      where id = any (${released.map((row) => String(row.id))}::int8[]) and job_id = ${jobId} and state = 'replaying'`;
  });
}
