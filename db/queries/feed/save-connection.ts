import type { Query } from "@/db/client";
import { instant } from "./instant";

/**
 * What a feed's connection does.
 * - `waiting-for-kafka`: no socket is opened while nothing could be published;
 * - `connecting`, `subscribing`, `open`: up to trades flowing;
 * - `paused`: open, but not read, because Kafka does not take what was received;
 * - `waiting`: between two attempts;
 * - `stopped`: by us.
 */
export type FeedState =
  | "waiting-for-kafka"
  | "connecting"
  | "subscribing"
  | "open"
  | "paused"
  | "waiting"
  | "stopped";

export interface FeedConnection {
  exchange: string;
  workerId: string;
  state: FeedState;
  /** microseconds since the epoch; null where it is not connected */
  connectedAt: number | null;
  /** microseconds since the epoch; null where nothing came yet (what an earlier worker wrote then stays) */
  lastMessageAt: number | null;
  /** since this worker started */
  reconnects: number;
  frames: number;
  /** why it is not open, or which symbols were refused; null where all is well */
  reason: string | null;
}

/** Writes the connection's row; the last writer wins. */
export async function saveConnection(sql: Query, connection: FeedConnection): Promise<void> {
  const { exchange, workerId, state, connectedAt, lastMessageAt, reconnects, frames, reason } = connection;
  await sql`
    INSERT INTO feed_connections AS known
      (exchange, worker_id, state, connected_at, last_message_at, reconnects, frames, reason, updated_at)
    VALUES (
      ${exchange}, ${workerId}, ${state},
      ${connectedAt === null ? null : instant(connectedAt)}::timestamptz,
      ${lastMessageAt === null ? null : instant(lastMessageAt)}::timestamptz,
      ${reconnects}, ${frames}, ${reason}, now()
    )
    ON CONFLICT (exchange) DO UPDATE SET
      worker_id = EXCLUDED.worker_id,
      state = EXCLUDED.state,
      connected_at = EXCLUDED.connected_at,
      last_message_at = COALESCE(EXCLUDED.last_message_at, known.last_message_at),
      reconnects = EXCLUDED.reconnects,
      frames = EXCLUDED.frames,
      reason = EXCLUDED.reason,
      updated_at = now()`;
}
