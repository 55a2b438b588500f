"use client";

import { useQueryStates } from "nuqs";
import { CandleChart } from "@/app/trades/candle-chart";
import { candleParams, MAX_OTHERS } from "@/app/trades/candle-params";
import { CompareChart } from "@/app/trades/compare-chart";
import type { Instrument } from "@/app/trades/instrument-picker";

/** The chosen instrument's candles; or, beside others, lines in percent. */
export function CandlePanel({ instrument }: { instrument: Instrument }) {
  const [{ compare }] = useQueryStates(candleParams);
  const others = [...new Set(compare)].filter((id) => id > 0 && id !== instrument.id).slice(0, MAX_OTHERS);
  return others.length > 0 ? (
    <CompareChart instrument={instrument} others={others} />
  ) : (
    <CandleChart instrument={instrument} />
  );
}
