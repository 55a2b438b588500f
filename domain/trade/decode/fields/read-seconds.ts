import type { JsonValue } from "../../json/json-value";
import { showValue } from "../../json/show-value";
import { refuse } from "../refusal";
import { checkTimeRange } from "./read-epoch";

/**
 * A time in seconds since 1970 with decimals, as text (`1618678142.557535`), in microseconds. Read digit by digit:
 * through a float the last microsecond would be a matter of luck. Digits beyond the sixth decimal are cut.
 * Refuses `TIME_MISSING`, `TIME_NOT_SECONDS` and `TIME_OUT_OF_RANGE`.
 */
export function readSeconds(value: JsonValue | undefined, path: string): number {
  const micros = typeof value === "string" ? secondsToMicros(value) : Number.NaN;
  if (!Number.isNaN(micros)) return checkTimeRange(micros, showValue(value) ?? "", path);
  const missing = value === undefined || value === null || value === "";
  return refuse({
    stage: "validate",
    code: missing ? "TIME_MISSING" : "TIME_NOT_SECONDS",
    message: missing
      ? "The trade's time is absent. Add it, such as 1618678142.557535, and replay."
      : `The trade's time ${showValue(value)} is not text with seconds since 1970 such as 1618678142.557535. Correct it and replay.`,
    path,
    value: showValue(value),
  });
}

/** NaN where the text is not `digits[.digits]`. */
function secondsToMicros(text: string): number {
  let micros = 0;
  let decimals = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 46 && decimals < 0 && i > 0) {
      decimals = 0;
    } else if (code >= 48 && code <= 57) {
      if (decimals >= 6) continue;
      micros = micros * 10 + (code - 48);
      if (decimals >= 0) decimals++;
    } else {
      return Number.NaN;
    }
  }
  if (text === "" || decimals === 0) return Number.NaN;
  return micros * 10 ** (6 - Math.max(decimals, 0));
}
