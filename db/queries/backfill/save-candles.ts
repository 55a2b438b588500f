import type { Query } from "../../client";

/** a job of more minutes compares these, the first of it */
const MAX_MINUTES = 20_000;

/** Keeps the minutes that a job's gaps touch as they are now, before anything is fetched; a second call changes nothing. */
export async function keepCandles(sql: Query, jobId: bigint): Promise<void> {
  await sql`
    insert into backfill_candles (job_id, instrument_id, bucket, before)
    select ${jobId}, m.instrument_id, m.bucket, ${values(sql)}
    from (
      select distinct b.instrument_id, minute as bucket
      from backfill_items b, generate_series(date_trunc('minute', least(b.time_before, b.time_after)),
        greatest(b.time_before, b.time_after), interval '1 minute') as minute
      where b.job_id = ${jobId} order by 1, 2 limit ${MAX_MINUTES}) m
    left join candles_1m c using (instrument_id, bucket)
    on conflict do nothing`;
}

/** Keeps them as they are after it. */
export async function keepCandlesAfter(sql: Query, jobId: bigint): Promise<void> {
  await sql`
    update backfill_candles b set after = ${values(sql)} from candles_1m c
    where b.job_id = ${jobId} and c.instrument_id = b.instrument_id and c.bucket = b.bucket`;
}

function values(sql: Query) {
  return sql`case when c.open is not null then jsonb_build_array(c.open::text, c.high::text, c.low::text,
    c.close::text, c.volume::text, c.trades::text) end`;
}
