import type { IncomingMessage, ServerResponse } from "node:http";
import type { Exchange } from "../exchange";
import { type RestHandler, spoil } from "../rest/answer";
import type { Clock, Venue } from "../types";
import { sendText } from "./reply";

const SLOW_MS = 2_000;

/** Answers a venue's REST request, through the fault script. `path` has the venue's prefix taken off. */
export function serveRest(
  exchange: Exchange,
  handlers: Readonly<Record<Venue, RestHandler>>,
  clock: Clock,
  venue: Venue,
  path: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (request.method !== "GET") {
    sendText(response, 405, '{"message":"only GET"}', { Allow: "GET" });
    return;
  }
  const fault = exchange.faults.restFault(venue, clock());
  const good = handlers[venue]({
    path,
    query: url.searchParams,
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    stuck: fault === "stuck_page",
  });
  const answer = fault ? spoil(good, fault) : good;
  const send = (): void => {
    if (!response.destroyed) sendText(response, answer.status, answer.wrap(answer.rows), answer.headers);
  };
  if (fault === "slow") setTimeout(send, SLOW_MS).unref();
  else send();
}
