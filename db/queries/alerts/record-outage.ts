import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** Writes down an outage of the database that is over; two maintainers that saw the same one write it once. */
export async function recordOutage(
  sql: Query,
  outage: { from: Micros; to: Micros; message: string; reason: string },
): Promise<void> {
  const from = formatMicros(outage.from);
  const to = formatMicros(outage.to);
  await sql`
    insert into alerts (kind, subject, severity, message, evidence, opened_at, last_seen_at, closed_at)
    select 'database-away', 'database', 'critical', ${outage.message},
      jsonb_build_object('awaySeconds', round(extract(epoch from ${to}::text::timestamptz - ${from}::text::timestamptz)),
        'reason', ${outage.reason}::text),
      ${from}::text::timestamptz, ${to}::text::timestamptz, ${to}::text::timestamptz
    where not exists (
      select from alerts where kind = 'database-away' and closed_at > ${from}::text::timestamptz
        and opened_at < ${to}::text::timestamptz)`;
}
