import { type JsonValue, jsonTypeName } from "../../json/json-value";
import { showValue } from "../../json/show-value";
import { refuse } from "../refusal";
import { checkTimeRange } from "./read-epoch";

const DOT = 46;
const UPPER_Z = 90;

/**
 * An RFC 3339 time in UTC (`2021-04-17T16:43:29.571587Z`) as microseconds since 1970. Digits beyond the sixth
 * decimal are cut, not rounded, so that a time never moves into the next microsecond.
 * Refuses `TIME_MISSING`, `TIME_WRONG_TYPE`, `TIME_NOT_ISO` and `TIME_OUT_OF_RANGE`.
 */
export function readIsoTime(value: JsonValue | undefined, path: string): number {
  if (typeof value !== "string" || value === "") return refuseType(value, path);
  const micros = isoMicros(value);
  if (Number.isNaN(micros)) return refuseIso(value, path);
  return checkTimeRange(micros, showValue(value) ?? "", path);
}

/** NaN where the text is not an RFC 3339 time in UTC. */
function isoMicros(text: string): number {
  const end = text.length - 1;
  if (end < 19 || end > 29 || text.charCodeAt(end) !== UPPER_Z) return Number.NaN;
  const separators =
    text[4] === "-" && text[7] === "-" && text[10] === "T" && text[13] === ":" && text[16] === ":";
  if (!separators) return Number.NaN;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  if (!(month >= 1 && month <= 12 && day >= 1 && hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  if (!(day <= daysInMonth(year, month))) return Number.NaN;
  const seconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  if (end === 19) return seconds * 1_000_000;
  if (text.charCodeAt(19) !== DOT || end === 20) return Number.NaN;
  let fraction = 0;
  for (let i = 20; i < 26; i++) fraction = fraction * 10 + (i < end ? digit(text, i) : 0);
  for (let i = 26; i < end; i++) if (Number.isNaN(digit(text, i))) return Number.NaN;
  return seconds * 1_000_000 + fraction;
}

/** Days of a month (1 to 12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57 ? code - 48 : Number.NaN;
}

function two(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

function refuseType(value: JsonValue | undefined, path: string): never {
  if (value === undefined || value === null || value === "") {
    return refuse({
      stage: "validate",
      code: "TIME_MISSING",
      message: "The trade's time is absent. Add it, such as 2021-04-17T16:43:29.571587Z, and replay.",
      path,
      value: showValue(value),
    });
  }
  return refuse({
    stage: "validate",
    code: "TIME_WRONG_TYPE",
    message: `The trade's time is of type ${jsonTypeName(value)}; it must be a string such as 2021-04-17T16:43:29.571587Z. Correct it and replay.`,
    path,
    value: showValue(value),
  });
}

function refuseIso(value: string, path: string): never {
  return refuse({
    stage: "validate",
    code: "TIME_NOT_ISO",
    message: `The trade's time ${showValue(value)} is not a UTC time such as 2021-04-17T16:43:29.571587Z. Correct it and replay.`,
    path,
    value: showValue(value),
  });
}
