import type { Stage } from "@/domain/latency/stages";
import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** The histogram of one stage, instrument and minute, as one worker has it so far. */
export interface LatencyRow {
  /** µs since the epoch, a whole minute */
  minute: Micros;
  stage: Stage;
  instrumentId: number;
  /** ascending, and the count of each, in step */
  buckets: number[];
  counts: number[];
}

/** Writes whole histograms over what this worker wrote of the same minutes before. */
export async function saveLatencies(sql: Query, worker: string, rows: readonly LatencyRow[]): Promise<void> {
  const json = JSON.stringify(
    rows.map((row) => ({
      minute: formatMicros(row.minute),
      stage: row.stage,
      instrument_id: row.instrumentId,
      buckets: row.buckets,
      counts: row.counts,
    })),
  );
  await sql`
    insert into latency_1m (minute, stage, instrument_id, worker_id, buckets, counts)
    select minute, stage, instrument_id, ${worker}, buckets, counts
    from jsonb_to_recordset(${json}::text::jsonb)
      as r (minute timestamptz, stage text, instrument_id int, buckets smallint[], counts bigint[])
    order by minute, stage, instrument_id
    on conflict (minute, stage, instrument_id, worker_id) do update set
      buckets = excluded.buckets, counts = excluded.counts`;
}
