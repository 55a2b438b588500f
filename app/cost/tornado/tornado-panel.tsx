"use client";

import { memo, useCallback, useMemo, useState } from "react";
import type { PricedScenario } from "@/app/cost/scenario";
import { tornadoOption } from "@/app/cost/tornado/tornado-option";
import { type TornadoRow, tornadoRows } from "@/app/cost/tornado/tornado-rows";
import { ChartCanvas } from "@/app/ui/chart/chart-canvas";
import { ChartFrame } from "@/app/ui/chart/chart-frame";
import type { ChartTheme } from "@/app/ui/chart/chart-theme";
import { sensitivities } from "@/domain/cost/analysis/sensitivities";

const HEIGHT = 280;
const SHOWN = 12;

/** Which inputs move the bill, each alone. */
export const TornadoPanel = memo(function TornadoPanel({ priced }: { priced: PricedScenario }) {
  const { inputs, sheet } = priced;
  const [cursor, setCursor] = useState<number | null>(null);
  const bars = useMemo(() => sensitivities(inputs, sheet), [inputs, sheet]);
  const rows = useMemo(() => tornadoRows(bars, SHOWN), [bars]);
  const option = useCallback((theme: ChartTheme) => tornadoOption(rows, theme), [rows]);
  return (
    <ChartFrame
      title="What moves it"
      unit={`USD a month against this scenario: each input halved and doubled, switched, or chosen otherwise; the ${rows.length} longest of ${bars.length}`}
      height={HEIGHT}
      readout={<Readout row={rows[cursor ?? 0]} />}
      mirror={() => ({
        columns: ["Input", "Now", "Cheapest", "Dearest"],
        rows: tornadoRows(bars, bars.length).map(({ label, base, down, up }) => [
          label,
          base,
          down.text,
          up.text,
        ]),
      })}
    >
      <ChartCanvas
        summary={`Sensitivity of the month to ${rows.length} inputs, the strongest first. Arrow keys walk through them.`}
        orientation="vertical"
        option={option}
        points={rows.length}
        cursor={cursor}
        onCursor={setCursor}
        height={HEIGHT}
      />
    </ChartFrame>
  );
});

function Readout({ row }: { row: TornadoRow | undefined }) {
  if (row === undefined) return null;
  return (
    <>
      <span className="font-medium text-text-1">{row.label}</span>
      <span className="text-text-3">now {row.base}</span>
      {[
        { end: row.down, fill: "bg-cat-1", word: "cheaper" },
        { end: row.up, fill: "bg-cat-2", word: "dearer" },
      ].map(({ end, fill, word }) =>
        end.text === "" ? null : (
          <span key={word} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2.5 rounded-[2px] ${fill}`} />
            {end.text}
          </span>
        ),
      )}
    </>
  );
}
