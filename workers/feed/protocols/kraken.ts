import { z } from "zod";
import type { ControlFinding, ExchangeProtocol, Glance } from "./protocol";
import { has, marker, stringAfter } from "./scan";

const tradeMark = marker('"channel":"trade"');
const heartbeatMark = marker('"channel":"heartbeat"');
const symbolMark = marker('"symbol":"');
/** an answer to a request has the trade channel and a symbol too */
const methodMark = marker('"method":');

const message = z.object({
  method: z.string(),
  success: z.boolean(),
  error: z.string().optional(),
  symbol: z.string().optional(),
  req_id: z.number().optional(),
  result: z.object({ channel: z.string().optional(), symbol: z.string().optional() }).optional(),
});

/**
 * Kraken WebSocket v2, channel `trade`. The snapshot (the latest 50 trades of a book) is wanted: after a reconnect it
 * gives back what was missed, and ingest knows a number it has seen. Each symbol of a request is answered on its own.
 * Source: docs.kraken.com, WebSocket v2, "Trade", "Heartbeat" (about one a second while nothing else comes).
 */
export const kraken: ExchangeProtocol = {
  exchange: "kraken",
  staleMs: 10_000,
  symbolsPerRequest: 200,

  endpoint: (base) => base.href,

  subscribe(symbols, requestId) {
    const params = { channel: "trade", symbol: symbols, snapshot: true };
    return JSON.stringify({ method: "subscribe", params, req_id: requestId });
  },

  glance(frame): Glance {
    if (has(frame, tradeMark) && !has(frame, methodMark)) {
      const symbol = stringAfter(frame, symbolMark);
      return { kind: symbol === undefined ? "control" : "data", symbol };
    }
    return { kind: has(frame, heartbeatMark) ? "heartbeat" : "control", symbol: undefined };
  },

  control(value): ControlFinding {
    const parsed = message.safeParse(value);
    if (!parsed.success) return { kind: "other" };
    const { method, success, error, symbol, result, req_id: requestId } = parsed.data;
    const name = symbol ?? result?.symbol;
    const about = {
      ...(name === undefined ? {} : { symbols: [name] }),
      ...(requestId === undefined ? {} : { requestId }),
    };
    if (!success) return { kind: "refused", reason: error ?? "refused without a reason", ...about };
    return method === "subscribe" ? { kind: "confirmed", ...about } : { kind: "other" };
  },
};
