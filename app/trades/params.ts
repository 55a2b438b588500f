import {
  createLoader,
  createParser,
  type inferParserType,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { type Micros, toIsoMicros } from "@/app/lib/format/time";
import { readDecimal, readTradeId } from "@/app/trades/filter-text";
import { parseMicros } from "@/domain/time/micros";

export const SIDES = ["buy", "sell", "unknown"] as const;
export const ORDERS = ["newest", "oldest"] as const;
/** The server takes fifty in all. */
export const MAX_INSTRUMENTS = 50;

const parseAsDecimal = createParser<string>({
  parse: (text) => typedValue(readDecimal(text)),
  serialize: (value) => value,
});

const parseAsTradeId = createParser<string>({
  parse: (text) => typedValue(readTradeId(text)),
  serialize: (value) => value,
});

function typedValue(typed: ReturnType<typeof readDecimal>): string | null {
  return "value" in typed ? typed.value : null;
}

export interface TradeKey {
  /** µs */
  time: number;
  tradeId: string;
}

/** `1786276987123456~31415`: a trade of an instrument. */
export function parseTradeKey(text: string): TradeKey | null {
  const at = text.indexOf("~");
  const time = Number(text.slice(0, at));
  const tradeId = text.slice(at + 1);
  return at > 0 && Number.isSafeInteger(time) && tradeId !== "" ? { time, tradeId } : null;
}

export function formatTradeKey(key: TradeKey): string {
  return `${key.time}~${key.tradeId}`;
}

/** The trade whose panel is open. */
const parseAsTradeKey = createParser<TradeKey>({
  parse: parseTradeKey,
  serialize: formatTradeKey,
  eq: (a, b) => a.time === b.time && a.tradeId === b.tradeId,
});

/** What narrows the table. */
export const tradeFilterParams = {
  sides: parseAsArrayOf(parseAsStringLiteral(SIDES)).withDefault([]),
  /** least price × quantity */
  min: parseAsDecimal,
  priceMin: parseAsDecimal,
  priceMax: parseAsDecimal,
  sizeMin: parseAsDecimal,
  sizeMax: parseAsDecimal,
  id: parseAsTradeId,
};
export type TradeFilterValues = inferParserType<typeof tradeFilterParams>;

/** What the Trades page keeps in the URL, besides the top bar's. */
export const tradesParams = {
  /** the one that candles and tape show */
  instrument: parseAsInteger,
  /** further ones in the table, and all of some exchanges */
  also: parseAsArrayOf(parseAsInteger).withDefault([]),
  venues: parseAsArrayOf(parseAsString).withDefault([]),
  order: parseAsStringLiteral(ORDERS).withDefault("newest"),
  ...tradeFilterParams,
  trade: parseAsTradeKey,
  /** whose trade it is, where it is not the chosen instrument's */
  of: parseAsInteger,
};
export type TradesParams = inferParserType<typeof tradesParams>;

const parseAsMoment = createParser<Micros>({
  parse: (text) => {
    const time = parseMicros(text);
    return Number.isSafeInteger(time) && time >= 0 ? time : null;
  },
  serialize: toIsoMicros,
});

/** Where in the range the table stands. By itself: it moves as one scrolls, and nothing else is to be drawn for it. */
export const tablePlaceParams = {
  /** µs; none: at the end of the range that comes first */
  at: parseAsMoment,
};

export const loadTradesParams = createLoader({ ...tradesParams, ...tablePlaceParams });
