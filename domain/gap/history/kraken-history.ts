import { formatMicros } from "../../time/micros";
import { readDecimal } from "../../trade/decode/fields/read-decimal";
import { readTradeNumber } from "../../trade/decode/fields/read-id";
import { readSeconds } from "../../trade/decode/fields/read-seconds";
import { isJsonObject, JsonNumber, type JsonObject, type JsonValue } from "../../trade/json/json-value";
import { type HistoryRow, readRows, type VenueHistory, VenueRefusal } from "./venue-history";

/** Kraken's REST still calls these assets by their old names. */
const OLD_NAMES = new Map([
  ["BTC", "XBT"],
  ["DOGE", "XDG"],
]);

/**
 * Kraken `GET /0/public/Trades`: up to 1,000 rows after a time in nanoseconds, the oldest first; `last` is the next
 * page's. A row is `[price, volume, time, side, type, misc, trade_id]`; its time is a JSON number of seconds with up to
 * nine decimals, read from its digits: a float would move the microsecond. Errors come with status 200.
 * Source: docs.kraken.com REST, "Get Recent Trades"; WebSocket v2, "Trade".
 */
export const krakenHistory: VenueHistory = {
  paging: "time",

  request(symbol, ask) {
    const query = new URLSearchParams({ pair: restPair(symbol), count: "1000" });
    if (ask.kind === "since") query.set("since", String(ask.nanos));
    return { path: `/0/public/Trades?${query}`, headers: {} };
  },

  read(body, symbol) {
    if (!isJsonObject(body))
      throw new VenueRefusal("temporary", "Kraken answered with something that is no object");
    throwError(body.error);
    const { result } = body;
    const list = isJsonObject(result) ? rowsOf(result) : null;
    if (!isJsonObject(result) || list === null)
      throw new VenueRefusal("temporary", "Kraken answered without a list of trades");
    return { ...readRows(list, (row) => readRow(row, symbol)), next: cursorOf(result.last) };
  },
};

/** `BTC/USD` → `XBTUSD`, the name that `AssetPairs` gives as altname. */
export function restPair(symbol: string): string {
  return symbol
    .split("/")
    .map((asset) => OLD_NAMES.get(asset) ?? asset)
    .join("");
}

function throwError(error: JsonValue | undefined): void {
  if (!Array.isArray(error) || error.length === 0) return;
  const text = error.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join(", ");
  if (/Rate limit|Too many requests|Throttled/i.test(text)) throw new VenueRefusal("busy", `Kraken: ${text}`);
  if (/^EService|^EGeneral:(Internal error|Temporary)/i.test(text))
    throw new VenueRefusal("temporary", `Kraken: ${text}`);
  throw new VenueRefusal("for-good", `Kraken refuses: ${text}`);
}

/** The list stands under the pair's name of the venue's own choice, beside `last`. */
function rowsOf(result: JsonObject): JsonValue[] | null {
  for (const [name, value] of Object.entries(result))
    if (name !== "last" && Array.isArray(value)) return value;
  return null;
}

function cursorOf(last: JsonValue | undefined): bigint | null {
  const text = last instanceof JsonNumber ? last.literal : typeof last === "number" ? String(last) : last;
  return typeof text === "string" && /^\d{1,20}$/.test(text) ? BigInt(text) : null;
}

function readRow(row: JsonValue, symbol: string): HistoryRow | null {
  if (!Array.isArray(row)) return null;
  const [price, volume, time, side, type, , tradeId] = row;
  const seconds = time instanceof JsonNumber ? time.literal : typeof time === "number" ? String(time) : "";
  if (side !== "b" && side !== "s") return null;
  const id = readTradeNumber(tradeId, "trade_id");
  const timeMicros = readSeconds(seconds, "time");
  const frame =
    `{"channel":"trade","type":"update","data":[{"symbol":${JSON.stringify(symbol)},"side":"${side === "b" ? "buy" : "sell"}",` +
    `"price":${literal(readDecimal(price, "price", "price"))},"qty":${literal(readDecimal(volume, "quantity", "volume"))},` +
    `"ord_type":"${type === "l" ? "limit" : "market"}","trade_id":${id.value},"timestamp":"${formatMicros(timeMicros)}"}]}`;
  return { sequence: id.value, timeMicros, frame };
}

/** A plain decimal as a JSON number: JSON allows no zeros before the first digit. */
function literal(decimal: string): string {
  return decimal.replace(/^0+(?=\d)/, "");
}
