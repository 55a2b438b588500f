import { readDecimal } from "../../trade/decode/fields/read-decimal";
import { readTradeNumber } from "../../trade/decode/fields/read-id";
import { readIsoTime } from "../../trade/decode/fields/read-iso-time";
import { isJsonObject, type JsonValue } from "../../trade/json/json-value";
import { type HistoryRow, readRows, type VenueHistory, VenueRefusal } from "./venue-history";

/**
 * Coinbase Exchange `GET /products/{id}/trades`: up to 1,000 rows, the newest first; `after` gives those below a number.
 * `side` is the maker's, here and in the web socket's `match`. A row lacks the product and both order ids, which ingest
 * does not need. Source: docs.cdp.coinbase.com, Exchange REST, "Get product trades" and "Pagination".
 */
export const coinbaseHistory: VenueHistory = {
  paging: "down",

  request(symbol, ask) {
    const query = new URLSearchParams({ limit: "1000" });
    if (ask.kind === "below") query.set("after", String(ask.number));
    return {
      path: `/products/${encodeURIComponent(symbol)}/trades?${query}`,
      headers: { "User-Agent": "k2-console" },
    };
  },

  read(body, symbol) {
    if (!Array.isArray(body))
      throw new VenueRefusal("temporary", "Coinbase answered with something that is no list of trades");
    return { ...readRows(body, (row) => readRow(row, symbol)), next: null };
  },
};

function readRow(row: JsonValue, symbol: string): HistoryRow | null {
  if (!isJsonObject(row) || (row.side !== "buy" && row.side !== "sell") || typeof row.time !== "string")
    return null;
  const id = readTradeNumber(row.trade_id, "trade_id");
  const timeMicros = readIsoTime(row.time, "time");
  const frame =
    `{"type":"match","trade_id":${id.value},"side":"${row.side}","size":"${readDecimal(row.size, "quantity", "size")}",` +
    `"price":"${readDecimal(row.price, "price", "price")}","product_id":${JSON.stringify(symbol)},"time":"${row.time}"}`;
  return { sequence: id.value, timeMicros, frame };
}
