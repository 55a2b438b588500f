import { JsonNumber, type JsonValue, jsonTypeName } from "../../json/json-value";
import { showValue } from "../../json/show-value";
import { refuse } from "../refusal";

/** Largest number the ledger stores: PostgreSQL `int8`. */
export const MAX_ID = 9_223_372_036_854_775_807n;
const MAX_ID_DIGITS = 19;

/** A venue's number for a trade: the text as sent and its value. */
export interface TradeNumber {
  text: string;
  value: bigint;
}

/**
 * A trade's number in digits, from a JSON number or a string: 0 to 2^63-1, exact beyond 2^53.
 * Refuses `ID_MISSING`, `ID_WRONG_TYPE`, `ID_NOT_INTEGER`, `ID_NEGATIVE` and `ID_TOO_LARGE`.
 */
export function readTradeNumber(value: JsonValue | undefined, path: string): TradeNumber {
  if (typeof value === "number") return { text: String(value), value: BigInt(value) };
  const text = value instanceof JsonNumber ? value.literal : value;
  if (typeof text === "string" && isDigits(text)) {
    const number = BigInt(text);
    if (number <= MAX_ID) return { text, value: number };
  }
  return refuseId(value, path);
}

/** The number of a trade in a frame that is refused for another reason, where it can be read. */
export function salvageTradeNumber(value: JsonValue | undefined): bigint | undefined {
  if (typeof value === "number") return BigInt(value);
  const text = value instanceof JsonNumber ? value.literal : value;
  if (typeof text !== "string" || !isDigits(text)) return undefined;
  const number = BigInt(text);
  return number <= MAX_ID ? number : undefined;
}

/** Whether text is 1 to 19 digits. */
export function isDigits(text: string): boolean {
  if (text.length === 0 || text.length > MAX_ID_DIGITS) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function refuseId(value: JsonValue | undefined, path: string): never {
  const { code, message } = explain(value);
  refuse({ stage: "validate", code, message, path, value: showValue(value) });
}

function explain(value: JsonValue | undefined): { code: string; message: string } {
  if (value === undefined || value === null || value === "") {
    return {
      code: "ID_MISSING",
      message:
        "The trade's number is absent, so it cannot be told from others. Take the trade again from the venue.",
    };
  }
  const text = value instanceof JsonNumber ? value.literal : value;
  if (typeof text !== "string") {
    return {
      code: "ID_WRONG_TYPE",
      message: `The trade's number is of type ${jsonTypeName(value)}; it must be digits. Correct it and replay.`,
    };
  }
  if (/^\d+$/.test(text)) {
    return {
      code: "ID_TOO_LARGE",
      message: `The trade's number ${showValue(text)} is above ${MAX_ID}, the largest that can be stored. Correct it and replay.`,
    };
  }
  if (/^-\d+$/.test(text)) {
    return {
      code: "ID_NEGATIVE",
      message: `The trade's number ${showValue(text)} is below 0; venues count upwards from 0. Correct it and replay.`,
    };
  }
  return {
    code: "ID_NOT_INTEGER",
    message: `The trade's number ${showValue(text)} is not made of digits alone. Correct it and replay.`,
  };
}
