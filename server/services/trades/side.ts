import type { TakerSide } from "@/domain/trade/types";

export const SIDES = ["buy", "sell", "unknown"] as const satisfies readonly TakerSide[];

/** How the table of trades writes a taker's side. */
export const SIDE_CODE: Record<TakerSide, number> = { unknown: 0, buy: 1, sell: 2 };

export function sideOf(code: number): TakerSide {
  return code === SIDE_CODE.buy ? "buy" : code === SIDE_CODE.sell ? "sell" : "unknown";
}
