import type { TakerSide } from "@/domain/trade/types";

/** How the table of trades writes a taker's side. */
export const SIDE_CODE: Readonly<Record<TakerSide, number>> = { unknown: 0, buy: 1, sell: 2 };
