import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export interface GapEventRow {
  id: bigint;
  at: Micros;
  fromState: string | null;
  toState: string;
  cause: string;
  missingBefore: string | null;
  missingAfter: string;
  jobId: bigint | null;
  actor: string;
  reason: string | null;
}

/** What became of a gap, the newest first. */
export function listGapEvents(sql: Query, gapId: string, limit: number): Promise<GapEventRow[]> {
  return sql<GapEventRow[]>`
    select id, (extract(epoch from at) * 1000000)::float8 as at, from_state as "fromState", to_state as "toState", cause,
      missing_before::text as "missingBefore", missing_after::text as "missingAfter", job_id as "jobId", actor, reason
    from gap_events where gap_id = ${gapId}::int8 order by id desc limit ${limit}`;
}
