"use client";

import { useQueryStates } from "nuqs";
import { memo } from "react";
import { candleParams, isZoom, ZOOM_WORDS, type Zoom } from "@/app/trades/candle-params";
import { Select } from "@/app/ui/select";

/** Which size candles have. One that is too fine for the range is answered by the next coarser, and says so. */
export const CandleSize = memo(function CandleSize({ zoom, shown }: { zoom: Zoom | null; shown: Zoom }) {
  const [, setParams] = useQueryStates(candleParams, { history: "push" });
  const options = [
    { value: "auto", label: zoom === null ? `Auto · ${shown}` : "Auto", hint: "suits the range" },
    ...Object.entries(ZOOM_WORDS).map(([value, word]) => ({
      value,
      label: value === zoom && zoom !== shown ? `${value} → ${shown}` : value,
      ...(value === zoom && zoom !== shown
        ? { hint: `too many for the range: ${ZOOM_WORDS[shown]} candles are shown` }
        : { hint: word }),
    })),
  ];
  return (
    <Select
      label="Size of candles"
      hideLabel
      options={options}
      value={zoom ?? "auto"}
      onChange={(value) => void setParams({ candles: isZoom(value) ? value : null })}
      className="w-28"
    />
  );
});
