import type { Query } from "@/db/client";

/** When the exchange's last message was received by whichever worker, microseconds since the epoch. */
export async function lastMessageAt(sql: Query, exchange: string): Promise<number | undefined> {
  const [row] = await sql<{ micros: bigint | null }[]>`
    SELECT (extract(epoch FROM last_message_at) * 1000000)::bigint AS micros
    FROM feed_connections WHERE exchange = ${exchange}`;
  return row?.micros == null ? undefined : Number(row.micros);
}
