import type { BackfillReceipt, BackfillState } from "@/domain/gap/backfill/receipt";
import type { Transaction } from "../../client";
import type { HeldBackfill } from "./claim-job";

/** Locks a job for its end. @returns the gaps that it holds; undefined where it is not ours any more */
export async function lockJob(
  tx: Transaction,
  held: HeldBackfill,
): Promise<{ gapIds: bigint[]; cancelledBy: string | null; error: string | null } | undefined> {
  const [job] = await tx<{ cancelledBy: string | null; error: string | null }[]>`
    select cancel_by as "cancelledBy", error from backfill_jobs
    where id = ${held.jobId} and lease_token = ${held.token} and state = 'running' for update`;
  if (job === undefined) return undefined;
  const gaps = await tx<{ id: bigint }[]>`
    select gap_id as id from backfill_items where job_id = ${held.jobId} order by gap_id`;
  return { ...job, gapIds: gaps.map((gap) => gap.id) };
}

/** What the venue proved not to have becomes evidence of the gaps; before their causes are looked for. */
export async function saveProofs(tx: Transaction, jobId: bigint): Promise<void> {
  await tx`
    update sequence_gaps g set omitted = g.omitted + b.omitted, expired = g.expired + b.expired
    from backfill_items b
    where b.job_id = ${jobId} and g.id = b.gap_id and (b.omitted <> '{}' or b.expired <> '{}')`;
}

/** The receipt's counts, from what is stored: not from what the job remembers. */
export async function countReceipt(
  tx: Transaction,
  jobId: bigint,
): Promise<Omit<BackfillReceipt, "hash" | "notes"> & { notes: string[] }> {
  const [row] = await tx<(Omit<BackfillReceipt, "hash"> & { notes: string[] })[]>`
    with items as (
      select b.*, b.asked * g.missing as left_over, g.state as gap_state
      from backfill_items b join sequence_gaps g on g.id = b.gap_id where b.job_id = ${jobId}
    ), sizes as (
      select coalesce(sum(k2_count(left_over)), 0) as "left", coalesce(sum(k2_count(left_over * omitted)), 0) as omitted,
        coalesce(sum(k2_count(left_over * expired - omitted)), 0) as expired,
        count(*) filter (where gap_state = 'filled') as filled, count(*) as gaps
      from items
    )
    select j.asked::text, j.received::text, (j.asked - s.left)::text as stored, s.left::text as "stillMissing",
      s.omitted::text, s.expired::text, (s.left - s.omitted - s.expired)::text as unresolved,
      s.filled::text as "gapsFilled", (s.gaps - s.filled)::text as "gapsLeft",
      j.calls::text, j.weight::text, j.retries::text,
      coalesce((select array_agg(distinct note) from items where note is not null), '{}') as notes
    from backfill_jobs j, sizes s where j.id = ${jobId}`;
  if (row === undefined) throw new Error(`backfill job ${jobId} is gone`);
  return row;
}

/** Writes the end of a job. Call `lockJob` first. */
export async function endJob(
  tx: Transaction,
  jobId: bigint,
  end: { state: Extract<BackfillState, "done" | "cancelled" | "failed">; receipt: BackfillReceipt },
): Promise<void> {
  await tx`
    update backfill_jobs set state = ${end.state}, phase = 'ended', receipt = ${JSON.stringify(end.receipt)}::text::jsonb,
      waits_for = null, lease_owner = null, lease_until = null, not_before = null, ended_at = now()
    where id = ${jobId}`;
}
