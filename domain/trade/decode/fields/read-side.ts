import type { JsonValue } from "../../json/json-value";
import { showValue } from "../../json/show-value";
import type { TakerSide } from "../../types";
import { refuse } from "../refusal";

/** The taker's side where `buy` and `sell` are the words the venue uses for it. Refuses `SIDE_MISSING` and `SIDE_UNKNOWN`. */
export function readTakerSide(
  value: JsonValue | undefined,
  buy: JsonValue,
  sell: JsonValue,
  path: string,
): TakerSide {
  if (value === buy) return "buy";
  if (value === sell) return "sell";
  return refuse({
    stage: "validate",
    code: value === undefined || value === null ? "SIDE_MISSING" : "SIDE_UNKNOWN",
    message: `The side is ${showValue(value) ?? "absent"}; this feed knows ${showValue(buy)} and ${showValue(sell)}. Correct it and replay, or teach the decoder the new word.`,
    path,
    value: showValue(value),
  });
}
