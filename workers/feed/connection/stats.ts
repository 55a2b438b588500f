import type { FeedState } from "@/db/queries/feed/save-connection";
import type { ExchangeName } from "../exchange";
import type { RefusedSymbol } from "./subscriptions";

/** What one exchange's feed did since it started, and does. Times in microseconds since the epoch. */
export interface ExchangeFeedStats {
  exchange: ExchangeName;
  state: FeedState;
  /** why it is not open, or which symbols were refused; null where all is well */
  reason: string | null;
  confirmed: string[];
  refused: RefusedSymbol[];
  /** received */
  frames: number;
  bytes: number;
  /** acknowledged by Kafka */
  published: number;
  /** received and not yet acknowledged */
  buffered: number;
  /** received and given up, loudly */
  lost: number;
  reconnects: number;
  connectedAt: number | null;
  lastMessageAt: number | null;
}

const MAX_TEXT = 1000;

export function refusalsText(refused: readonly RefusedSymbol[]): string | null {
  if (refused.length === 0) return null;
  return `refused: ${refused.map(({ symbol, reason }) => `${symbol} (${reason})`).join(", ")}`.slice(
    0,
    MAX_TEXT,
  );
}
