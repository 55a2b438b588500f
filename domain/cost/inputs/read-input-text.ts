import type { InputSpec } from "./input-specs";

const ON = new Set(["true", "on", "yes", "1"]);
const OFF = new Set(["false", "off", "no", "0"]);
const NUMBER = /^[+-]?(\d[\d_]*\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The text of a URL or a command line as the value its input expects. Text that fits no value is handed on as it is: the
 * schema then refuses it and says why, in the same words as for any other wrong value.
 */
export function readInputText(spec: InputSpec, text: string): unknown {
  const trimmed = text.trim();
  switch (spec.control.kind) {
    case "toggle":
      if (ON.has(trimmed.toLowerCase())) return true;
      return OFF.has(trimmed.toLowerCase()) ? false : text;
    case "choice":
      return trimmed;
    case "number":
      return numberOf(trimmed) ?? text;
  }
}

/** Null where the text is no number, or one too large for a double: `1e400` must be refused as it was typed. */
function numberOf(text: string): number | null {
  const value = NUMBER.test(text) ? Number(text.replaceAll("_", "")) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}
