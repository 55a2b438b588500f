import type { Sql } from "../../client";
import { formatMultirange, rangesOf } from "../../multirange";
import type { HeldBackfill } from "./claim-job";

/** A row of the venue's that was published. */
export interface PublishedRow {
  sequence: bigint;
  frame: string;
}

/**
 * Notes rows that Kafka has confirmed: they are no longer asked for, and ingest has to get past where they lie. A row
 * that an earlier holder published too is noted once.
 * @returns false where the job is not ours any more: nothing is noted
 */
export function saveRows(
  sql: Sql,
  held: HeldBackfill,
  rows: readonly PublishedRow[],
  at: {
    instrumentId: number;
    stretch: number;
    topic: string;
    /** partition → the offset after the last record */
    ends: ReadonlyMap<number, bigint>;
  },
): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [job] = await tx<{ publishedTo: Record<string, Record<string, string>> }[]>`
      select published_to as "publishedTo" from backfill_jobs
      where id = ${held.jobId} and lease_token = ${held.token} and state = 'running' for update`;
    if (job === undefined) return false;
    const noted = await tx`
      insert into backfill_rows (job_id, instrument_id, sequence, frame)
      select ${held.jobId}, ${at.instrumentId}, u.sequence, u.frame
      from unnest(${rows.map((row) => String(row.sequence))}::int8[], ${rows.map((row) => row.frame)}::text[])
        as u (sequence, frame)
      on conflict do nothing`;
    await tx`
      update backfill_items set
        remaining = remaining - ${formatMultirange(rangesOf(rows.map((row) => row.sequence)))}::text::int8multirange
      where job_id = ${held.jobId} and stretch = ${at.stretch}`;
    const topic = { ...job.publishedTo[at.topic] };
    for (const [partition, end] of at.ends)
      if (end > BigInt(topic[partition] ?? "0")) topic[partition] = String(end);
    await tx`
      update backfill_jobs set received = received + ${noted.count},
        published_to = ${JSON.stringify({ ...job.publishedTo, [at.topic]: topic })}::text::jsonb
      where id = ${held.jobId}`;
    return true;
  });
}
