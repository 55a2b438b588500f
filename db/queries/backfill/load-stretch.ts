import type { SequenceRange } from "@/domain/sequence/types";
import type { Query } from "../../client";
import { parseMultirange } from "../../multirange";

/** A gap's part of a job that is not done. Times are µs. */
export interface OpenItem {
  position: number;
  stretch: number;
  gapId: bigint;
  instrumentId: number;
  /** the same for all of a stretch */
  epoch: number;
  symbol: string;
  market: string;
  topic: string;
  timeBefore: number;
  timeAfter: number;
  remaining: SequenceRange[];
  /** the instrument's times are finer than a millisecond */
  micros: boolean;
}

/** The first stretch of a job that is not done; empty where all are. */
export async function loadStretch(sql: Query, jobId: bigint): Promise<OpenItem[]> {
  const rows = await sql<(Omit<OpenItem, "remaining" | "micros"> & { remaining: string })[]>`
    select b.position, b.stretch, b.gap_id as "gapId", b.instrument_id as "instrumentId", g.epoch, i.symbol, i.market,
      b.topic,
      (extract(epoch from b.time_before) * 1000000)::float8 as "timeBefore",
      (extract(epoch from b.time_after) * 1000000)::float8 as "timeAfter", b.remaining::text as remaining
    from backfill_items b join instruments i on i.id = b.instrument_id join sequence_gaps g on g.id = b.gap_id
    where b.job_id = ${jobId} and b.done_at is null and b.stretch = (
      select min(stretch) from backfill_items where job_id = ${jobId} and done_at is null)
    order by b.position`;
  return rows.map((row) => ({
    ...row,
    remaining: parseMultirange(row.remaining),
    micros: row.timeBefore % 1_000 !== 0 || row.timeAfter % 1_000 !== 0,
  }));
}
