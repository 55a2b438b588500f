import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Simulator } from "../api";
import { DEMO_FAULTS } from "../faults/demo";
import { faultScript } from "../faults/schema";
import { injection } from "../inject";
import { VENUES } from "../types";
import { HttpError, readJson, sendJson } from "./reply";
import { streamTrades } from "./trades";

const venue = z.enum(VENUES);
const script = z.union([z.enum(["demo", "none"]), faultScript]);
const drop = z.strictObject({
  venue: venue.optional(),
  seconds: z.number().min(0).default(0),
  style: z.enum(["close", "reset"]).default("close"),
});
const reset = z.strictObject({
  venue,
  symbol: z.string().optional(),
  to: z
    .string()
    .regex(/^\d{1,18}$/)
    .default("1"),
});
const id = z
  .string()
  .regex(/^\d{1,19}$/)
  .transform(BigInt)
  .optional();
const truthQuery = z.object({ venue: venue.optional(), symbol: z.string().optional(), from: id, to: id });

async function act(simulator: Simulator, action: string, body: unknown): Promise<unknown> {
  switch (action) {
    case "faults": {
      const wanted = script.parse(body);
      simulator.setFaults(wanted === "demo" ? DEMO_FAULTS : wanted === "none" ? [] : wanted);
      return simulator.faults();
    }
    case "emit": {
      const wanted = z.union([injection, z.array(injection)]).parse(body);
      return Array.isArray(wanted) ? wanted.map((one) => simulator.emit(one)) : simulator.emit(wanted);
    }
    case "drop": {
      const { venue: which, seconds, style } = drop.parse(body ?? {});
      return { dropped: simulator.dropSockets(which, { seconds, style }) };
    }
    case "reset": {
      const { venue: which, symbol, to } = reset.parse(body);
      simulator.resetNumbers(which, symbol, BigInt(to));
      return {};
    }
    case "pause":
      simulator.pause();
      await simulator.settled();
      return simulator.stats();
    case "resume":
      simulator.resume();
      return simulator.stats();
    case "rate":
      simulator.setRate(z.strictObject({ rate: z.number().positive().max(200_000) }).parse(body).rate);
      return simulator.stats();
    default:
      throw new HttpError(404, `there is no /control/${action} to POST to`);
  }
}

async function read(simulator: Simulator, action: string, url: URL, response: ServerResponse): Promise<void> {
  if (action === "stats") return sendJson(response, 200, simulator.stats());
  if (action === "faults") return sendJson(response, 200, simulator.faults());
  const query = truthQuery.parse(Object.fromEntries(url.searchParams));
  if (action === "truth") {
    if (query.venue === undefined || query.symbol === undefined) {
      return sendJson(
        response,
        200,
        simulator.truths().filter((one) => query.venue === undefined || one.venue === query.venue),
      );
    }
    return sendJson(
      response,
      200,
      simulator.truth(query.venue, query.symbol, { fromId: query.from, toId: query.to }),
    );
  }
  if (action !== "trades") throw new HttpError(404, `there is no /control/${action}`);
  if (query.venue === undefined || query.symbol === undefined)
    throw new HttpError(400, "venue and symbol are needed");
  return streamTrades(simulator.book(query.venue, query.symbol), response);
}

/**
 * The control API: GET stats, faults, truth, trades; POST faults, emit, drop, reset, pause, resume, rate. A browser's
 * request carries an Origin and is refused: no page may steer the simulator behind its user's back.
 */
export async function serveControl(
  simulator: Simulator,
  action: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (request.headers.origin !== undefined) throw new HttpError(403, "requests from pages are refused");
    if (request.method === "GET") return await read(simulator, action, url, response);
    if (request.method !== "POST") throw new HttpError(405, "only GET and POST");
    sendJson(response, 200, await act(simulator, action, await readJson(request)));
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    if (error instanceof HttpError) return sendJson(response, error.status, { error: error.message });
    if (error instanceof z.ZodError) return sendJson(response, 400, { error: z.prettifyError(error) });
    if (error instanceof RangeError) return sendJson(response, 400, { error: error.message });
    sendJson(response, 500, { error: error instanceof Error ? error.message : "the simulator failed" });
  }
}
