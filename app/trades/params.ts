import {
  createLoader,
  createParser,
  parseAsArrayOf,
  parseAsInteger,
  parseAsStringLiteral,
} from "nuqs/server";

export const SIDES = ["buy", "sell", "unknown"] as const;

const parseAsDecimal = createParser<string>({
  parse: (text) => (/^\d{1,20}(?:\.\d{1,12})?$/.test(text) ? text : null),
  serialize: (value) => value,
});

export interface TradeKey {
  /** µs */
  time: number;
  tradeId: string;
}

/** `1786276987123456~31415`: the trade whose panel is open. */
const parseAsTradeKey = createParser<TradeKey>({
  parse: (text) => {
    const at = text.indexOf("~");
    const time = Number(text.slice(0, at));
    const tradeId = text.slice(at + 1);
    return at > 0 && Number.isSafeInteger(time) && tradeId !== "" ? { time, tradeId } : null;
  },
  serialize: (key) => `${key.time}~${key.tradeId}`,
  eq: (a, b) => a.time === b.time && a.tradeId === b.tradeId,
});

/** What the Trades page keeps in the URL, besides the top bar's. */
export const tradesParams = {
  instrument: parseAsInteger,
  sides: parseAsArrayOf(parseAsStringLiteral(SIDES)).withDefault([]),
  /** least price × quantity */
  min: parseAsDecimal,
  trade: parseAsTradeKey,
};

export const loadTradesParams = createLoader(tradesParams);
