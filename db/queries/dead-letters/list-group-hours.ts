import type { Query } from "../../client";

/** Letters of each cause in each of the last `hours`, oldest first, the hour under way last. */
export async function listGroupHours(
  sql: Query,
  fingerprints: readonly string[],
  hours: number,
): Promise<Map<string, number[]>> {
  const rows = await sql<{ fingerprint: string; ago: number; letters: number }[]>`
    select fingerprint, (extract(epoch from date_trunc('hour', now(), 'UTC') - hour) / 3600)::int as ago,
      sum(created)::int as letters
    from dead_letter_tallies
    where fingerprint = any (${[...fingerprints]}::text[]) and hour > now() - ${hours} * interval '1 hour'
    group by fingerprint, hour`;
  const series = new Map(fingerprints.map((one) => [one, Array.from({ length: hours }, () => 0)]));
  for (const { fingerprint, ago, letters } of rows) {
    const list = series.get(fingerprint);
    if (list !== undefined && ago >= 0 && ago < hours) list[hours - 1 - ago] = letters;
  }
  return series;
}
