import { JsonNumber, type JsonValue } from "./json-value";

const LIMIT = 200;

/**
 * Makes text safe to store and to show: at most `limit` characters, with control characters and halves of
 * surrogate pairs written as `\uXXXX`. PostgreSQL text refuses NUL, and a lone surrogate is not UTF-8.
 */
export function showText(text: string, limit: number = LIMIT): string {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    let piece: string;
    if (code >= 0xd800 && code <= 0xdbff && isLowSurrogate(text.charCodeAt(i + 1))) {
      piece = text.slice(i, i + 2);
      i++;
    } else if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || (code >= 0xd800 && code <= 0xdfff)) {
      piece = `\\u${code.toString(16).padStart(4, "0")}`;
    } else {
      piece = text.charAt(i);
    }
    if (out.length + piece.length > limit - 1 && i < text.length - 1) return `${out}…`;
    if (out.length + piece.length > limit) return `${out}…`;
    out += piece;
  }
  return out;
}

/** A JSON value as one would look for it in the frame, at most 200 characters; null where there is none. */
export function showValue(value: JsonValue | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === "string") return showText(value);
  return showText(writeJson(value, 2 * LIMIT));
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Writes at least the first `budget` characters of a value's JSON, and little more: values may be 10 MB. */
function writeJson(value: JsonValue, budget: number): string {
  if (value === null) return "null";
  if (value instanceof JsonNumber) return value.literal;
  if (typeof value === "string") return JSON.stringify(value.slice(0, budget));
  if (typeof value !== "object") return String(value);
  let out = "";
  if (Array.isArray(value)) {
    for (const item of value) {
      if (out.length > budget) break;
      out += (out === "" ? "" : ",") + writeJson(item, budget - out.length);
    }
    return `[${out}]`;
  }
  for (const key in value) {
    if (out.length > budget) break;
    const item = value[key];
    const shownKey = JSON.stringify(key.slice(0, budget));
    if (item !== undefined)
      out += `${out === "" ? "" : ","}${shownKey}:${writeJson(item, budget - out.length)}`;
  }
  return `{${out}}`;
}
