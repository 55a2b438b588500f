import type { Book } from "../book";
import {
  ascending,
  jsonAnswer,
  oldestServed,
  type RestAnswer,
  type RestContext,
  type RestHandler,
  type RestRequest,
} from "../rest/answer";
import { wholeParam } from "../rest/params";
import { binanceAggregates } from "./aggregates";
import { binanceHistoryRow } from "./frames";
import { Weights } from "./weights";

export interface BinanceRestSettings {
  /** request weight a minute */
  weightLimit: number;
  /** refused requests that a client may ignore in a minute before it is banned */
  ignoredBeforeBan: number;
  banSeconds: number;
  /** whether `historicalTrades` wants an `X-MBX-APIKEY`; any non-empty key will do */
  requireApiKey: boolean;
}

export const DEFAULT_BINANCE_REST: BinanceRestSettings = {
  weightLimit: 6_000,
  ignoredBeforeBan: 10,
  banSeconds: 120,
  requireApiKey: true,
};

const WEIGHTS: Readonly<Record<string, number>> = {
  "/api/v3/historicalTrades": 25,
  "/api/v3/trades": 25,
  "/api/v3/aggTrades": 4,
  "/api/v3/time": 1,
  "/api/v3/ping": 1,
};

function fail(status: number, code: number, msg: string): RestAnswer {
  return jsonAnswer(status, { code, msg });
}

/** Binance spot's public REST: trades by id, aggregates, time. Source: rest-api.md, "Market Data endpoints". */
export function binanceRest(context: RestContext, settings: BinanceRestSettings): RestHandler {
  const weights = new Weights(settings.weightLimit, settings.ignoredBeforeBan, settings.banSeconds);
  return (request) => {
    const weight = WEIGHTS[request.path];
    if (weight === undefined) return fail(404, -1121, "Not found");
    const verdict = weights.charge(weight, context.clock());
    const headers: Record<string, string> = {
      "X-MBX-USED-WEIGHT": String(verdict.used),
      "X-MBX-USED-WEIGHT-1M": String(verdict.used),
    };
    if (verdict.kind !== "ok") {
      const status = verdict.kind === "banned" ? 418 : 429;
      const msg = `Too much request weight used; current limit is ${settings.weightLimit} request weight per 1 MINUTE.`;
      return jsonAnswer(
        status,
        { code: -1003, msg },
        { ...headers, "Retry-After": String(verdict.retryAfterSeconds) },
      );
    }
    const answer = route(context, settings, request);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };
}

function route(context: RestContext, settings: BinanceRestSettings, request: RestRequest): RestAnswer {
  const { path, query } = request;
  if (path === "/api/v3/ping") return jsonAnswer(200, {});
  if (path === "/api/v3/time") return jsonAnswer(200, { serverTime: Math.floor(context.clock() / 1000) });
  if (path === "/api/v3/historicalTrades" && settings.requireApiKey && !request.header("x-mbx-apikey")) {
    return fail(401, -2014, "API-key format invalid.");
  }
  const symbol = query.get("symbol");
  if (!symbol)
    return fail(400, -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
  const book = context.books.get(symbol);
  if (!book) return fail(400, -1121, "Invalid symbol.");
  const limit = wholeParam(query, "limit");
  if (limit === null || limit === 0n)
    return fail(400, -1130, "Data sent for parameter 'limit' is not valid.");
  const fromId = path === "/api/v3/trades" ? undefined : wholeParam(query, "fromId");
  if (fromId === null)
    return fail(
      400,
      -1100,
      "Illegal characters found in parameter 'fromId'; legal range is '^[0-9]{1,20}$'.",
    );
  const most = Math.min(1000, Number(limit ?? 500n));
  if (path === "/api/v3/aggTrades") return binanceAggregates(context, book, query, most);
  return trades(context, book, request.stuck ? undefined : fromId, most);
}

function trades(context: RestContext, book: Book, fromId: bigint | undefined, most: number): RestAnswer {
  const oldest = oldestServed(context, book);
  const from = fromId === undefined ? book.count - most : book.lowerBoundId(fromId);
  const rows = ascending(book, Math.max(oldest, from), book.count, most).map((index) =>
    binanceHistoryRow(book, index),
  );
  return { status: 200, headers: {}, rows, wrap: (list) => `[${list.join(",")}]` };
}
