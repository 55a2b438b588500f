import { readDecimal } from "../../trade/decode/fields/read-decimal";
import { readEpoch } from "../../trade/decode/fields/read-epoch";
import { readTradeNumber } from "../../trade/decode/fields/read-id";
import { isJsonObject, JsonNumber, type JsonValue } from "../../trade/json/json-value";
import { type HistoryRow, readRows, type VenueHistory, VenueRefusal } from "./venue-history";

/**
 * Binance spot `GET /api/v3/historicalTrades`: up to 1,000 rows from a number on, 25 of request weight, an API key in
 * `X-MBX-APIKEY`. A row lacks the symbol and the event's time; the frame takes the trade's own time for both.
 * Source: binance-spot-api-docs, rest-api.md, "Old trade lookup"; web-socket-streams.md, "Trade Streams".
 */
export const binanceHistory: VenueHistory = {
  paging: "up",

  request(symbol, ask, { micros, apiKey }) {
    const query = new URLSearchParams({ symbol, limit: "1000" });
    if (ask.kind === "from") query.set("fromId", String(ask.number < 0n ? 0n : ask.number));
    const headers: Record<string, string> = {};
    if (apiKey !== null) headers["X-MBX-APIKEY"] = apiKey;
    // Trades of one millisecond must sort as those that the feed brought do.
    if (micros) headers["X-MBX-TIME-UNIT"] = "MICROSECOND";
    return { path: `/api/v3/historicalTrades?${query}`, headers };
  },

  read(body, symbol) {
    if (!Array.isArray(body))
      throw new VenueRefusal("temporary", "Binance answered with something that is no list of trades");
    return { ...readRows(body, (row) => readRow(row, symbol)), next: null };
  },
};

function readRow(row: JsonValue, symbol: string): HistoryRow | null {
  if (!isJsonObject(row) || typeof row.isBuyerMaker !== "boolean") return null;
  const id = readTradeNumber(row.id, "id");
  const timeMicros = readEpoch(row.time, "time");
  const time = row.time instanceof JsonNumber ? row.time.literal : String(row.time);
  const best = typeof row.isBestMatch === "boolean" ? row.isBestMatch : true;
  const frame =
    `{"e":"trade","E":${time},"s":${JSON.stringify(symbol)},"t":${id.value},` +
    `"p":"${readDecimal(row.price, "price", "price")}","q":"${readDecimal(row.qty, "quantity", "qty")}",` +
    `"T":${time},"m":${row.isBuyerMaker},"M":${best}}`;
  return { sequence: id.value, timeMicros, frame };
}
