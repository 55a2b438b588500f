import type { DecodedTrade } from "../../types";
import { readDecimal } from "../fields/read-decimal";
import { readSymbol } from "../fields/read-symbol";
import { within } from "../refusal";
import { salvageOf } from "../salvage";
import type { TopicParts } from "../topic-parts";
import { marketOf, readExchangeField, readSideField, readStringField, readTimeField } from "./avro-fields";
import type { AvroRecord } from "./avro-schema";
import { readIdentity } from "./trade-identity";

const MICROS_PER_MILLI = 1000;

/**
 * K2's `NormalizedTrade`: prices and quantities as strings, `exchange_timestamp` in milliseconds (`timestamp` is when
 * K2 normalized it), `canonical_symbol` as K2 made it, `trade_id` the venue's.
 */
export function readNormalizedTrade(record: AvroRecord, topic: TopicParts): DecodedTrade {
  const exchange = readExchangeField(record);
  const symbol = readSymbol(readStringField(record, "symbol"), "symbol");
  const market = marketOf(topic, exchange, topic.assetClass);
  const identity = readIdentity(exchange, readStringField(record, "trade_id"), "trade_id");
  try {
    return {
      exchange,
      market,
      symbol,
      canonicalSymbol: readSymbol(readStringField(record, "canonical_symbol"), "canonical_symbol"),
      policy: identity.policy,
      tradeId: identity.tradeId,
      sequence: identity.sequence,
      timeMicros: readTimeField(record, "exchange_timestamp", MICROS_PER_MILLI),
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
