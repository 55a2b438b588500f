import { type JsonValue, jsonTypeName } from "../json/json-value";
import { showValue } from "../json/show-value";
import type { DecodedTrade } from "../types";
import { refuse, type Salvage, within } from "./refusal";

/**
 * Reads each trade of a frame's list. A refusal gets the trade's path (`data[1].price`) and what `salvage` can
 * still read of that trade. Refuses `TRADES_WRONG_TYPE` where the list is none; an empty one is fine.
 */
export function readEach<Context>(
  list: JsonValue | undefined,
  path: string,
  context: Context,
  read: (item: JsonValue, context: Context) => DecodedTrade,
  salvage: (item: JsonValue, context: Context) => Salvage,
): DecodedTrade[] {
  if (!Array.isArray(list)) {
    return refuse({
      stage: "schema",
      code: "TRADES_WRONG_TYPE",
      message: `The trades at ${path} are of type ${jsonTypeName(list)}; they must be an array. Correct the frame and replay.`,
      path,
      value: showValue(list),
    });
  }
  const trades: DecodedTrade[] = [];
  let index = 0;
  try {
    for (const item of list) {
      trades.push(read(item, context));
      index++;
    }
  } catch (error) {
    const item = list[index] ?? null;
    throw within(error, `${path}[${index}]`, salvage(item, context));
  }
  return trades;
}
