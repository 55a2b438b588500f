import { descending, jsonAnswer, oldestServed, type RestContext, type RestHandler } from "../rest/answer";
import { Budget } from "../rest/budget";
import { wholeParam } from "../rest/params";
import { coinbaseHistoryRow } from "./frames";

export interface CoinbaseRestSettings {
  requestsPerSecond: number;
  burst: number;
}

export const DEFAULT_COINBASE_REST: CoinbaseRestSettings = { requestsPerSecond: 10, burst: 15 };

const TRADES = /^\/products\/([^/]+)\/trades$/;

/**
 * Coinbase Exchange's `/products/{id}/trades`: newest first; `after` pages to older trades (numbers below the cursor),
 * `before` to newer ones (above it, still the newest first); the cursors of the page come in CB-AFTER (its last row) and
 * CB-BEFORE (its first). Source: Exchange REST, "Pagination" and "Get product trades".
 */
export function coinbaseRest(context: RestContext, settings: CoinbaseRestSettings): RestHandler {
  const budget = new Budget(settings.requestsPerSecond, settings.burst);
  return ({ path, query, header, stuck }) => {
    if (!budget.take(context.clock())) return jsonAnswer(429, { message: "Public rate limit exceeded" });
    if (!header("user-agent")) return jsonAnswer(400, { message: "User-Agent header is required." });
    if (path === "/time") return jsonAnswer(200, { epoch: context.clock() / 1e6 });
    // product ids need no escapes: one that has some is none
    const product = TRADES.exec(path)?.[1] ?? "";
    const book = context.books.get(product);
    if (!book) return jsonAnswer(404, { message: "NotFound" });
    const limit = wholeParam(query, "limit");
    const after = wholeParam(query, "after");
    const before = wholeParam(query, "before");
    if (limit === null || limit === 0n || (limit ?? 0n) > 1000n)
      return jsonAnswer(400, { message: "Invalid limit" });
    if (after === null || before === null) return jsonAnswer(400, { message: "Invalid cursor" });
    const oldest = Math.max(
      oldestServed(context, book),
      before === undefined ? book.eraStart : book.lowerBoundId(before + 1n),
    );
    const newest = after === undefined || stuck ? book.count - 1 : book.lowerBoundId(after) - 1;
    const page = descending(book, newest, oldest, Number(limit ?? 1000n));
    const headers: Record<string, string> = {};
    const first = page[0];
    const last = page.at(-1);
    if (first !== undefined && last !== undefined) {
      headers["CB-BEFORE"] = String(book.idAt(first));
      headers["CB-AFTER"] = String(book.idAt(last));
    }
    const rows = page.map((index) => coinbaseHistoryRow(book, index));
    return { status: 200, headers, rows, wrap: (list) => `[${list.join(",")}]` };
  };
}
