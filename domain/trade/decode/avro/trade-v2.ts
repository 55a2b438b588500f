import { symbolStyleOf } from "../../symbols";
import type { DecodedTrade } from "../../types";
import { readDecimal } from "../fields/read-decimal";
import { readSymbol } from "../fields/read-symbol";
import { within } from "../refusal";
import { salvageOf } from "../salvage";
import type { TopicParts } from "../topic-parts";
import { marketOf, readExchangeField, readSideField, readStringField, readTimeField } from "./avro-fields";
import type { AvroRecord } from "./avro-schema";
import { readIdentity } from "./trade-identity";

/**
 * K2's `com.k2.marketdata.TradeV2`: `timestamp` in microseconds, `price` and `quantity` decimal(18,8), `trade_id`
 * `{EXCHANGE}-{id}`. Binance rows that were made of an `aggTrade` say so in `vendor_data` and get the market of those.
 */
export function readTradeV2(record: AvroRecord, topic: TopicParts): DecodedTrade {
  const exchange = readExchangeField(record);
  const symbol = readSymbol(readStringField(record, "symbol"), "symbol");
  const market =
    marketOf(topic, exchange, readStringField(record, "asset_class")) + aggregated(record, exchange);
  const identity = readIdentity(exchange, readStringField(record, "trade_id"), "trade_id");
  try {
    return {
      exchange,
      market,
      symbol,
      canonicalSymbol: canonical(exchange, symbol, record.currency),
      policy: identity.policy,
      tradeId: identity.tradeId,
      sequence: identity.sequence,
      timeMicros: readTimeField(record, "timestamp", 1),
      price: readDecimal(readStringField(record, "price"), "price", "price"),
      quantity: readDecimal(readStringField(record, "quantity"), "quantity", "quantity"),
      side: readSideField(record),
    };
  } catch (error) {
    throw within(
      error,
      "",
      salvageOf(exchange, market, { symbol, sequence: identity.sequence ?? undefined }),
    );
  }
}

function aggregated({ vendor_data }: AvroRecord, exchange: string): string {
  if (exchange !== "binance" || vendor_data === null || typeof vendor_data !== "object") return "";
  return "event_type" in vendor_data && vendor_data.event_type === "aggTrade" ? "-agg" : "";
}

/** K2 writes symbols without a separator, whatever the venue does: the currency then says where to cut. */
function canonical(exchange: string, symbol: string, currency: AvroRecord[string] | undefined): string {
  if (typeof currency === "string" && currency !== "" && symbol.endsWith(currency)) {
    const base = symbol.slice(0, -currency.length).replace(/[-/]$/, "");
    if (base !== "") return `${base}/${currency}`;
  }
  return symbolStyleOf(exchange)?.(symbol) ?? symbol;
}
