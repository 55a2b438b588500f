import { type JsonValue, jsonTypeName } from "../../json/json-value";
import { showValue } from "../../json/show-value";
import { refuse } from "../refusal";

export const MAX_SYMBOL_LENGTH = 64;

/**
 * A venue's symbol: 1 to 64 printable characters without blanks.
 * Refuses `SYMBOL_MISSING`, `SYMBOL_WRONG_TYPE`, `SYMBOL_TOO_LONG` and `SYMBOL_NOT_PRINTABLE`.
 */
export function readSymbol(value: JsonValue | undefined, path: string): string {
  if (typeof value === "string" && isSymbol(value)) return value;
  return refuseSymbol(value, path);
}

/** The symbol of a frame that is refused for another reason, where it can be read. */
export function salvageSymbol(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && isSymbol(value) ? value : undefined;
}

function isSymbol(text: string): boolean {
  if (text.length === 0 || text.length > MAX_SYMBOL_LENGTH) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x20 && code < 0x7f) continue;
    if (!isPrintable(text)) return false;
    return true;
  }
  return true;
}

/** Beyond ASCII: Binance lists coins with Chinese names. Controls, blanks, marks without a glyph and halves are out. */
function isPrintable(text: string): boolean {
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+$/u.test(text);
}

function refuseSymbol(value: JsonValue | undefined, path: string): never {
  const shown = showValue(value);
  if (value === undefined || value === null || value === "") {
    return refuse({
      stage: "validate",
      code: "SYMBOL_MISSING",
      message: "The symbol is absent, so the trade belongs to no instrument. Add it and replay.",
      path,
      value: shown,
    });
  }
  if (typeof value !== "string") {
    return refuse({
      stage: "validate",
      code: "SYMBOL_WRONG_TYPE",
      message: `The symbol is of type ${jsonTypeName(value)}; it must be a string such as BTCUSDT. Correct it and replay.`,
      path,
      value: shown,
    });
  }
  if (value.length > MAX_SYMBOL_LENGTH) {
    return refuse({
      stage: "validate",
      code: "SYMBOL_TOO_LONG",
      message: `The symbol has ${value.length} characters; at most ${MAX_SYMBOL_LENGTH} are taken. Correct it and replay.`,
      path,
      value: shown,
    });
  }
  return refuse({
    stage: "validate",
    code: "SYMBOL_NOT_PRINTABLE",
    message: `The symbol ${shown} has blanks or control characters. Correct it and replay.`,
    path,
    value: shown,
  });
}
