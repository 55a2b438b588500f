import { JsonNumber, type JsonValue, jsonTypeName } from "../../json/json-value";
import { showValue } from "../../json/show-value";
import { refuse } from "../refusal";

/** 2000-01-01 and 2100-01-01 in microseconds: what lies outside is a broken clock or another unit. */
export const MIN_TIME_MICROS = 946_684_800_000_000;
export const MAX_TIME_MICROS = 4_102_444_800_000_000;

/** Between the largest millisecond time (13 digits) and the smallest microsecond time (15 digits). */
const MICROS_FROM = 100_000_000_000_000;

/**
 * A time in milliseconds or microseconds since 1970, told apart by size, as microseconds. Binance sends either: 13
 * digits by default, 16 with `timeUnit=MICROSECOND`. Strings of digits are read too (OKX, Bitstamp).
 * Refuses `TIME_MISSING`, `TIME_WRONG_TYPE`, `TIME_NOT_INTEGER` and `TIME_OUT_OF_RANGE`.
 */
export function readEpoch(value: JsonValue | undefined, path: string): number {
  const number = typeof value === "number" ? value : integerOf(value);
  const micros = number < MICROS_FROM ? number * 1000 : number;
  if (micros >= MIN_TIME_MICROS && micros <= MAX_TIME_MICROS) return micros;
  return refuseEpoch(value, number, path);
}

/** Checks microseconds from another source; `value` is what the frame said, for the message. */
export function checkTimeRange(micros: number, value: string, path: string): number {
  if (micros >= MIN_TIME_MICROS && micros <= MAX_TIME_MICROS) return micros;
  return refuseRange(value, path);
}

/** NaN where the value is not an integer of at most 16 digits; Infinity where it has more. */
function integerOf(value: JsonValue | undefined): number {
  const text = value instanceof JsonNumber ? value.literal : value;
  if (typeof text !== "string" || text.length === 0) return Number.NaN;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return /^-\d+$/.test(text) ? Number.NEGATIVE_INFINITY : Number.NaN;
  }
  return text.length > 16 ? Number.POSITIVE_INFINITY : Number(text);
}

function refuseEpoch(value: JsonValue | undefined, number: number, path: string): never {
  if (!Number.isNaN(number)) return refuseRange(showValue(value) ?? "", path);
  const shown = showValue(value);
  if (value === undefined || value === null || value === "") {
    return refuse({
      stage: "validate",
      code: "TIME_MISSING",
      message: "The trade's time is absent. Add it in milliseconds since 1970 and replay.",
      path,
      value: shown,
    });
  }
  if (typeof value === "string" || value instanceof JsonNumber) {
    return refuse({
      stage: "validate",
      code: "TIME_NOT_INTEGER",
      message: `The trade's time ${shown} is not a whole number of milliseconds or microseconds since 1970. Correct it and replay.`,
      path,
      value: shown,
    });
  }
  return refuse({
    stage: "validate",
    code: "TIME_WRONG_TYPE",
    message: `The trade's time is of type ${jsonTypeName(value)}; it must be a number. Correct it and replay.`,
    path,
    value: shown,
  });
}

function refuseRange(value: string, path: string): never {
  return refuse({
    stage: "validate",
    code: "TIME_OUT_OF_RANGE",
    message: `The trade's time ${value} lies outside 2000-01-01 to 2100-01-01. Check the unit (milliseconds or microseconds) and replay.`,
    path,
    value,
  });
}
