import { isJsonObject, type JsonValue, jsonTypeName } from "../json/json-value";
import { showValue } from "../json/show-value";
import { canonicalDashed } from "../symbols";
import type { DecodedTrade, DecodeResult } from "../types";
import { acceptsCoinbase } from "./coinbase-topic";
import type { Decoder } from "./decoder";
import { readDecimal } from "./fields/read-decimal";
import { readTradeNumber } from "./fields/read-id";
import { readIsoTime } from "./fields/read-iso-time";
import { readTakerSide } from "./fields/read-side";
import type { Frame } from "./frame";
import { readEach } from "./read-each";
import { refuse, type Salvage, within } from "./refusal";
import { findInText, salvageOf } from "./salvage";
import { sortTrades } from "./sort-trades";
import { SymbolReader } from "./symbol-reader";

const OTHER_CHANNELS = new Map([
  ["l2_data", "book"],
  ["ticker", "ticker"],
  ["ticker_batch", "ticker"],
  ["heartbeats", "heartbeat"],
  ["candles", "candles"],
  ["subscriptions", "subscription-ack"],
  ["status", "status"],
  ["user", "order"],
  ["futures_balance_summary", "account"],
]);

const symbols = new SymbolReader(canonicalDashed, "Coinbase", "BTC-USD");

/**
 * Coinbase Advanced Trade `market_trades`, snapshot (the latest 100) and update. `trade_id` is a string, rises by 1
 * per product and is the same number as Coinbase Exchange's; trades come newest first and are sorted here. `side`
 * is the MAKER's. `sequence_num` counts the messages of one connection over all channels and is not used.
 */
export const coinbaseAdvanced: Decoder = {
  name: "coinbase-advanced",
  accepts: acceptsCoinbase,
  decode(frame): DecodeResult | null {
    const root = frame.json();
    if (!isJsonObject(root)) return null;
    const { channel } = root;
    if (channel === undefined) return null;
    if (channel !== "market_trades") {
      const reason = typeof channel === "string" ? OTHER_CHANNELS.get(channel) : undefined;
      if (reason !== undefined) return { kind: "ignored", reason };
      return refuse({
        stage: "schema",
        code: "UNKNOWN_EVENT",
        message: `The channel ${showValue(channel)} is none that Coinbase Advanced documents. If it is new, teach the decoder to read or to ignore it, then replay.`,
        path: "channel",
        value: showValue(channel),
      });
    }
    return { kind: "trades", trades: sortTrades(readEvents(root.events)) };
  },
  salvage: salvageCoinbaseAdvanced,
};

function readEvents(events: JsonValue | undefined): DecodedTrade[] {
  if (!Array.isArray(events)) {
    return refuse({
      stage: "schema",
      code: "EVENTS_WRONG_TYPE",
      message: `The events are of type ${jsonTypeName(events)}; market_trades needs an array of them. Correct the frame and replay.`,
      path: "events",
      value: showValue(events),
    });
  }
  const trades: DecodedTrade[] = [];
  let index = 0;
  try {
    for (const event of events) {
      const list = isJsonObject(event) ? event.trades : undefined;
      // One by one: spreading a list of some 100,000 into a call overflows the stack.
      for (const trade of readEach(list, "trades", undefined, readTrade, salvageTrade)) trades.push(trade);
      index++;
    }
  } catch (error) {
    throw within(error, `events[${index}]`);
  }
  return trades;
}

function readTrade(item: JsonValue): DecodedTrade {
  const trade = isJsonObject(item) ? item : {};
  const { symbol, canonical } = symbols.read(trade.product_id, "product_id");
  const id = readTradeNumber(trade.trade_id, "trade_id");
  return {
    exchange: "coinbase",
    market: "spot",
    symbol,
    canonicalSymbol: canonical,
    policy: "contiguous",
    tradeId: id.text,
    sequence: id.value,
    timeMicros: readIsoTime(trade.time, "time"),
    price: readDecimal(trade.price, "price", "price"),
    quantity: readDecimal(trade.size, "quantity", "size"),
    side: readTakerSide(trade.side, "SELL", "BUY", "side"),
  };
}

function salvageTrade(item: JsonValue): Salvage {
  const trade = isJsonObject(item) ? item : {};
  return salvageOf("coinbase", "spot", { symbol: trade.product_id, sequence: trade.trade_id });
}

function salvageCoinbaseAdvanced(frame: Frame): Salvage {
  const unread = frame.jsonIfRead() === undefined;
  return salvageOf("coinbase", "spot", unread ? findInText(frame, "product_id", "trade_id") : {});
}
