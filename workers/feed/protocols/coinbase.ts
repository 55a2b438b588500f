import { z } from "zod";
import type { ControlFinding, ExchangeProtocol, Glance } from "./protocol";
import { has, marker, stringAfter } from "./scan";

const productMark = marker('"product_id":"');
const heartbeatMark = marker('"type":"heartbeat"');

const message = z.object({
  type: z.string(),
  message: z.string().optional(),
  reason: z.string().optional(),
  channels: z.array(z.object({ name: z.string(), product_ids: z.array(z.string()).optional() })).optional(),
});

/**
 * Coinbase Exchange, channels `matches` and `heartbeat` (one a second and product, with the last trade's id).
 * One unknown product and the whole request is ignored; a `last_match` an instrument comes right after subscribing.
 * Source: docs.cloud.coinbase.com/exchange, "WebSocket overview" and "Channels": subscribe within 5 s, answers of type
 * `subscriptions` and `error`.
 */
export const coinbase: ExchangeProtocol = {
  exchange: "coinbase",
  staleMs: 10_000,
  symbolsPerRequest: 100,

  endpoint: (base) => base.href,

  subscribe(symbols) {
    return JSON.stringify({ type: "subscribe", product_ids: symbols, channels: ["matches", "heartbeat"] });
  },

  glance(frame): Glance {
    const symbol = stringAfter(frame, productMark);
    if (symbol === undefined) return { kind: "control", symbol };
    return { kind: has(frame, heartbeatMark) ? "heartbeat" : "data", symbol };
  },

  control(value): ControlFinding {
    const parsed = message.safeParse(value);
    if (!parsed.success) return { kind: "other" };
    const { type, channels, reason, message: text } = parsed.data;
    if (type === "subscriptions") {
      const matches = channels?.filter((channel) => channel.name === "matches") ?? [];
      return { kind: "confirmed", symbols: matches.flatMap((channel) => channel.product_ids ?? []) };
    }
    if (type !== "error") return { kind: "other" };
    return { kind: "refused", reason: [text, reason].filter((part) => part !== undefined).join(": ") };
  },
};
