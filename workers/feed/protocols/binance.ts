import { z } from "zod";
import type { ControlFinding, ExchangeProtocol, Glance } from "./protocol";
import { marker, stringAfter } from "./scan";

const symbolMark = marker('"s":"');

const failure = z.object({ code: z.number().optional(), msg: z.string() });
const message = z.object({
  e: z.string().optional(),
  id: z.number().nullish(),
  result: z.unknown().optional(),
  error: failure.optional(),
  code: z.number().optional(),
  msg: z.string().optional(),
});

/**
 * Binance spot, `trade` streams over `/ws` with SUBSCRIBE. A query on the base URL stays, e.g. `?timeUnit=MICROSECOND`.
 * It acknowledges a stream of a symbol that does not exist like any other, and then sends nothing.
 * Source: binance-spot-api-docs, web-socket-streams.md: 24 h a connection, a ping every 20 s with a minute for the
 * pong, 5 messages a second, `serverShutdown` ahead of an end, `{"result":null,"id":n}` as acknowledgement.
 */
export const binance: ExchangeProtocol = {
  exchange: "binance",
  // No heartbeats here: halfway, the list of subscriptions is asked for, and its answer is the sign of life.
  staleMs: 20_000,
  lifetimeMs: 23.5 * 3_600_000,
  // The documented limit is 1024 a connection, but a request with several hundred is known to be ignored.
  symbolsPerRequest: 200,

  endpoint(base) {
    const url = new URL(base);
    if (!/\/(ws|stream)$/.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/$/, "")}/ws`;
    return url.href;
  },

  subscribe(symbols, requestId) {
    const params = symbols.map((symbol) => `${symbol.toLowerCase()}@trade`);
    return JSON.stringify({ method: "SUBSCRIBE", params, id: requestId });
  },

  probe(requestId) {
    return JSON.stringify({ method: "LIST_SUBSCRIPTIONS", id: requestId });
  },

  glance(frame): Glance {
    const symbol = stringAfter(frame, symbolMark);
    return { kind: symbol === undefined ? "control" : "data", symbol };
  },

  control(value): ControlFinding {
    const parsed = message.safeParse(value);
    if (!parsed.success) return { kind: "other" };
    const { e, id, result, error, msg } = parsed.data;
    if (e === "serverShutdown") return { kind: "ends-soon", reason: "serverShutdown" };
    const reason = error?.msg ?? msg;
    const request = typeof id === "number" ? { requestId: id } : {};
    if (reason !== undefined) return { kind: "refused", reason, ...request };
    return result === null && typeof id === "number" ? { kind: "confirmed", ...request } : { kind: "other" };
  },
};
