import { JsonNumber, type JsonValue, jsonTypeName } from "../../json/json-value";
import { showValue } from "../../json/show-value";
import { refuse } from "../refusal";
import { expandExponent } from "./expand-exponent";

/** Digits that a price or quantity may have before, and after, its point: far beyond any venue's 18. */
export const MAX_DIGITS = 38;

export type DecimalField = "price" | "quantity";

const DOT = 46;
const ZERO = 48;
const NINE = 57;

/**
 * A price or quantity as a plain decimal string above 0, digit for digit as the venue wrote it.
 *
 * Strings must be plain (`0.00140000`). One with an exponent is refused: venues that send strings document plain
 * decimals, so an exponent means that a float stood in between and digits may be gone. A JSON number may have
 * an exponent (Upbit writes `6E-8`), and is expanded exactly.
 * Refuses `<FIELD>_MISSING`, `_WRONG_TYPE`, `_NOT_FINITE`, `_EXPONENT`, `_NOT_DECIMAL`, `_NOT_POSITIVE`, `_TOO_LARGE`.
 */
export function readDecimal(value: JsonValue | undefined, field: DecimalField, path: string): string {
  if (typeof value === "string") return isPlainPositive(value) ? value : refuseDecimal(value, field, path);
  if (typeof value === "number" && value > 0) return String(value);
  if (value instanceof JsonNumber) {
    const plain = expandExponent(value.literal, MAX_DIGITS);
    if (plain !== null && isPlainPositive(plain)) return plain;
    const positive = plain === null ? !value.literal.startsWith("-") : /^[0-9.]*[1-9]/.test(plain);
    return positive
      ? refuseTooLarge(value.literal, field, path)
      : refuseNotPositive(value.literal, field, path);
  }
  return refuseDecimal(value, field, path);
}

/** Whether text is `digits[.digits]`, at most 38 digits a side, with a digit above 0. No regexp: the hot path. */
function isPlainPositive(text: string): boolean {
  const end = text.length;
  let point = -1;
  let positive = false;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code > ZERO && code <= NINE) positive = true;
    else if (code === DOT && point < 0 && i > 0) point = i;
    else if (code !== ZERO) return false;
  }
  if (!positive) return false;
  if (point < 0) return end <= MAX_DIGITS;
  return point <= MAX_DIGITS && end - point - 1 <= MAX_DIGITS && point < end - 1;
}

function refuseDecimal(value: JsonValue | undefined, field: DecimalField, path: string): never {
  if (value === undefined || value === null) {
    const message = `The ${field} is ${value === null ? "null" : "absent"}; a trade needs one above 0. Add it and replay, or discard the record.`;
    return fail(field, "MISSING", message, value, path);
  }
  if (typeof value === "number") return refuseNotPositive(String(value), field, path);
  if (typeof value !== "string") {
    const type = jsonTypeName(value);
    const message = `The ${field} is of type ${type}; it must be a decimal string or a number. Correct it and replay.`;
    return fail(field, "WRONG_TYPE", message, value, path);
  }
  const shown = showValue(value);
  if (/^[+-]?(nan|inf(inity)?)$/i.test(value)) {
    const message = `The ${field} is ${shown}, which is no amount; it must be a decimal above 0. Take the trade again from the venue.`;
    return fail(field, "NOT_FINITE", message, value, path);
  }
  if (/^[+-]?\d{1,400}(\.\d{0,400})?[eE][+-]?\d{1,400}$/.test(value)) {
    const message = `The ${field} ${shown} is text with an exponent, so a float stood in between and digits may be gone. Write it in plain digits and replay.`;
    return fail(field, "EXPONENT", message, value, path);
  }
  if (/^-?\d+(\.\d+)?$/.test(value)) {
    const unsigned = value.startsWith("-") ? value.slice(1) : value;
    if (value.startsWith("-") || !/[1-9]/.test(unsigned)) return refuseNotPositive(value, field, path);
    return refuseTooLarge(value, field, path);
  }
  const message = `The ${field} ${shown} is not a plain decimal such as 61837.63. Correct it and replay.`;
  return fail(field, "NOT_DECIMAL", message, value, path);
}

function refuseNotPositive(text: string, field: DecimalField, path: string): never {
  const message = `The ${field} is ${showValue(text)}; a trade needs one above 0. If the venue really sent it, discard the record: its number stays explained.`;
  return fail(field, "NOT_POSITIVE", message, text, path);
}

function refuseTooLarge(text: string, field: DecimalField, path: string): never {
  const message = `The ${field} has more than ${MAX_DIGITS} digits before or after its point, beyond what any venue trades. Correct it and replay, or discard it.`;
  return fail(field, "TOO_LARGE", message, text, path);
}

function fail(
  field: DecimalField,
  code: string,
  message: string,
  value: JsonValue | undefined,
  path: string,
): never {
  return refuse({
    stage: "validate",
    code: `${field.toUpperCase()}_${code}`,
    message,
    path,
    value: showValue(value),
  });
}
