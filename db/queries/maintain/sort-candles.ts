import type { Sql } from "../../client";

/** Sorted days (`YYYY-MM-DD`) whose minutes still lie as they came, the newest first. */
export async function listDaysWithUnsortedCandles(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql<{ day: string }[]>`
    select to_char(day, 'YYYY-MM-DD') as day from sorted_days where candles_at is null order by day desc limit ${limit}`;
  return rows.map(({ day }) => day);
}

/**
 * Writes the minutes of a UTC day once more, by instrument and time: as they come, one instrument's thousand minutes lie on as
 * many pages of the disk, between all others'. Readers see the old rows until the new ones are there; a late trade of that
 * day waits, and is then merged into the new row.
 * @returns how many minutes there are
 */
export async function sortCandles(sql: Sql, day: string): Promise<number> {
  const count = await sql.begin(async (tx) => {
    const from = tx`${`${day} 00:00:00Z`}::text::timestamptz`;
    const ofDay = tx`bucket >= ${from} and bucket < ${from} + interval '1 day'`;
    // Locked in the order in which ingest takes them: else each could wait for the other.
    await tx`
      select count(*) from (
        select from candles_1m where ${ofDay} order by instrument_id, bucket for update) held`;
    // All are deleted before the first is written: the sort needs the last.
    const written = await tx`
      with gone as (delete from candles_1m where ${ofDay} returning *)
      insert into candles_1m select * from gone order by instrument_id, bucket`;
    await tx`update sorted_days set candles_at = now() where day = ${day}::text::date`;
    return written.count;
  });
  await sql`vacuum candles_1m`;
  return count;
}
