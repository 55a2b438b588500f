import type { Query } from "@/db/client";
import { instant } from "./instant";

export interface FeedOutage {
  exchange: string;
  /** microseconds since the epoch: the last message before it */
  disconnectedAt: number;
  /** microseconds since the epoch: trades flow again; null while they do not */
  reconnectedAt: number | null;
  reason: string;
}

/**
 * Records the beginning or the end of an outage, told apart by exchange and beginning: the same call twice changes
 * nothing. An end also closes what an earlier worker left open, and never moves an end that is there.
 */
export async function saveOutage(sql: Query, outage: FeedOutage): Promise<void> {
  const { exchange, reason } = outage;
  const from = instant(outage.disconnectedAt);
  const to = outage.reconnectedAt === null ? null : instant(outage.reconnectedAt);
  await sql`
    WITH ended AS (
      UPDATE feed_outages SET reconnected_at = ${to}::timestamptz
      WHERE exchange = ${exchange} AND reconnected_at IS NULL
        AND disconnected_at <= ${from}::timestamptz AND ${to}::timestamptz IS NOT NULL
    )
    INSERT INTO feed_outages (exchange, disconnected_at, reconnected_at, reason)
    SELECT ${exchange}, ${from}::timestamptz, ${to}::timestamptz, ${reason}
    WHERE NOT EXISTS (
      SELECT FROM feed_outages WHERE exchange = ${exchange} AND disconnected_at = ${from}::timestamptz
    )`;
}
