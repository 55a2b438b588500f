"use client";

import { X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { commonPlaces, fixedDecimal, groupThousands } from "@/app/lib/format/decimal";
import { candleParams } from "@/app/trades/candle-params";
import { DASHES } from "@/app/trades/compare-option";
import { type ComparedLines, changeAt } from "@/app/trades/compare-series";
import { IconButton } from "@/app/ui/button";
import { categories, useChartTheme } from "@/app/ui/chart/chart-theme";

interface CompareReadoutProps {
  lines: ComparedLines;
  cursor: number | null;
  time: (bucket: number) => string;
  nameOf: (instrumentId: number) => string;
}

/** Each line's change and price at the cursor, else the newest. It is the legend, too. */
export function CompareReadout({ lines, cursor, time, nameOf }: CompareReadoutProps) {
  const theme = useChartTheme();
  const [{ compare }, setParams] = useQueryStates(candleParams, { history: "push" });
  const bucket = lines.buckets[cursor ?? lines.buckets.length - 1];
  const colours = theme === null ? [] : categories(theme);
  return (
    <>
      {bucket !== undefined && <span className="mono text-text-3">{time(bucket)}</span>}
      {lines.lines.map((line, index) => {
        const name = nameOf(line.instrumentId);
        const found = changeAt(line, cursor);
        return (
          <span key={line.instrumentId} className="flex min-h-6 items-center gap-1.5" data-testid="compared">
            <Swatch colour={colours[index % colours.length] ?? "currentColor"} index={index} />
            <span className="text-text-2">{name}</span>
            {found === null ? (
              <span className="text-text-3">no trade in this range</span>
            ) : (
              <>
                <span className="font-medium text-text-1">{found.change} %</span>
                <span className="text-text-3">
                  {groupThousands(fixedDecimal(found.close, commonPlaces([found.close], 2)))}
                </span>
              </>
            )}
            {compare.includes(line.instrumentId) && (
              <IconButton
                label={`Take ${name} out`}
                size="icon-sm"
                onPress={() => void setParams({ compare: compare.filter((id) => id !== line.instrumentId) })}
              >
                <X aria-hidden size={12} />
              </IconButton>
            )}
          </span>
        );
      })}
    </>
  );
}

function Swatch({ colour, index }: { colour: string; index: number }) {
  return (
    <svg aria-hidden="true" width={26} height={8}>
      <line
        x1={0}
        x2={26}
        y1={4}
        y2={4}
        stroke={colour}
        strokeWidth={2}
        strokeDasharray={(DASHES[index % DASHES.length] ?? []).join(" ")}
      />
    </svg>
  );
}
