import type { HistoryVenue } from "@/domain/gap/backfill/venues";
import type { Query } from "../../client";

/** A job as its worker needs it. */
export interface ClaimedBackfill {
  id: bigint;
  exchange: HistoryVenue;
  createdBy: string;
  reason: string;
  /** grows with each claim: what an earlier holder writes later is refused */
  token: bigint;
  phase: "fetching" | "settling" | "ended";
  plannedCalls: number;
  /** µs; the venue wants no call before that */
  notBefore: number | null;
  error: string | null;
}

/** A worker's hold on a job. */
export interface HeldBackfill {
  jobId: bigint;
  token: bigint;
}

/**
 * Takes the oldest job that nobody holds, for `leaseMs`, unless renewed. A venue's limit is per address: while one of
 * its jobs runs, its others wait.
 */
export async function claimJob(
  sql: Query,
  worker: string,
  leaseMs: number,
): Promise<ClaimedBackfill | undefined> {
  const [row] = await sql<ClaimedBackfill[]>`
    update backfill_jobs j set
      state = 'running', lease_owner = ${worker}, lease_until = now() + ${leaseMs} * interval '1 ms',
      lease_token = lease_token + 1, started_at = coalesce(started_at, now())
    where id = (
      select id from backfill_jobs w
      where (state = 'running' and lease_until < now())
        or (state = 'waiting' and not exists (
          select from backfill_jobs r where r.exchange = w.exchange and r.state = 'running'))
      order by id for update skip locked limit 1)
    returning id, exchange, created_by as "createdBy", reason, lease_token as token, phase, error,
      (plan ->> 'calls')::int4 as "plannedCalls", (extract(epoch from not_before) * 1000000)::float8 as "notBefore"`;
  return row;
}
