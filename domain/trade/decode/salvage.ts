import type { JsonValue } from "../json/json-value";
import { salvageTradeNumber } from "./fields/read-id";
import { salvageSymbol } from "./fields/read-symbol";
import type { Frame } from "./frame";
import type { Salvage } from "./refusal";

/** Enough for any frame's head; a 10 MB value is not searched to its end. */
const SEARCHED_BYTES = 65_536;

/** What a damaged trade still shows, of whatever type: nothing here is trusted. */
export interface Found {
  symbol?: JsonValue | undefined;
  sequence?: JsonValue | bigint | undefined;
}

/** The salvage of a trade of this exchange and market. */
export function salvageOf(exchange: string, market: string | undefined, found: Found): Salvage {
  const salvage: Salvage = { instrument: { exchange } };
  const symbol = salvageSymbol(found.symbol);
  const sequence = typeof found.sequence === "bigint" ? found.sequence : salvageTradeNumber(found.sequence);
  if (market !== undefined) salvage.instrument = { ...salvage.instrument, market };
  if (symbol !== undefined) salvage.instrument = { ...salvage.instrument, symbol };
  if (sequence !== undefined) salvage.sequence = sequence;
  return salvage;
}

/**
 * Looks for `"key":"symbol"` and `"key":123` in the bytes of a frame that is not even JSON. A guess, good enough to
 * file the dead letter under its instrument and to explain a gap; nothing is decoded from it.
 */
export function findInText(frame: Frame, symbolKey: string, numberKey: string): Found {
  const head = frame.value.subarray(0, SEARCHED_BYTES).toString("latin1");
  const symbol = new RegExp(`"${symbolKey}"\\s*:\\s*"([A-Za-z0-9:/_.-]{1,64})"`).exec(head)?.[1];
  // A character must follow the digits: a number at the cut may have lost some.
  const number = new RegExp(`"${numberKey}"\\s*:\\s*"?(\\d{1,19})["\\s,}\\]]`).exec(head)?.[1];
  return { symbol, sequence: number };
}
