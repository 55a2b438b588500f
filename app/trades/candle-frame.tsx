"use client";

import clsx from "clsx";
import { Download, Maximize2, Minimize2 } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { zoomRange } from "@/app/lib/url/move-range";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { useMaximized } from "@/app/trades/candle-maximized";
import type { Zoom } from "@/app/trades/candle-params";
import { saveChartPicture } from "@/app/trades/candle-picture";
import { CandleSize } from "@/app/trades/candle-size";
import { ComparePicker } from "@/app/trades/compare-picker";
import type { Instrument } from "@/app/trades/instrument-picker";
import { RangeButtons } from "@/app/trades/range-buttons";
import { IconButton } from "@/app/ui/button";
import { ChartFrame, type MirrorTable } from "@/app/ui/chart/chart-frame";

const HEIGHT = 424;
/** Title, tools and readout above a chart that fills the screen. */
const HEAD = 168;

interface CandleFrameProps {
  instrument: Instrument;
  title: string;
  unit: string;
  /** of the picture, without its ending */
  fileName: string;
  /** the size that was asked for; null: one that suits the range */
  zoom: Zoom | null;
  /** the size that is shown */
  shown: Zoom;
  readout: ReactNode;
  mirror: () => MirrorTable;
  /** the chart, at a height */
  children: (height: number) => ReactNode;
}

/** What candles and comparisons share: size, range, others to compare with, the whole screen, a picture, a table. */
export function CandleFrame(props: CandleFrameProps) {
  const { instrument, title, unit, fileName, zoom, shown, readout, mirror, children } = props;
  const host = useRef<HTMLDivElement>(null);
  const { height: screen, toggle } = useMaximized(host);
  const isMaximized = screen !== null;
  const height = screen === null ? HEIGHT : Math.max(240, screen - HEAD);
  const [{ range }, setParams] = useGlobalParams();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isChart(event.target)) return;
    const direction = { "+": "in", "=": "in", "-": "out" }[event.key];
    if (direction !== "in" && direction !== "out") return;
    event.preventDefault();
    void setParams({ range: zoomRange(range, direction) });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the chart inside, which is a slider
    <div
      ref={host}
      onKeyDown={onKeyDown}
      data-maximized={isMaximized || undefined}
      className={clsx("min-w-0", isMaximized && "fixed inset-0 z-40 overflow-auto bg-surface-0")}
    >
      <ChartFrame
        title={title}
        unit={unit}
        height={height}
        className={clsx(isMaximized && "min-h-full rounded-none border-0")}
        actions={
          <>
            <ComparePicker instrument={instrument} />
            <CandleSize zoom={zoom} shown={shown} />
            <div className="flex items-center">
              <RangeButtons />
              <IconButton
                label="Save as a picture"
                onPress={() => void saveChartPicture(host.current, { title, unit, fileName })}
              >
                <Download aria-hidden size={16} />
              </IconButton>
              <IconButton label={isMaximized ? "Leave the whole screen" : "Whole screen"} onPress={toggle}>
                {isMaximized ? <Minimize2 aria-hidden size={16} /> : <Maximize2 aria-hidden size={16} />}
              </IconButton>
            </div>
          </>
        }
        readout={readout}
        mirror={mirror}
      >
        {children(height)}
      </ChartFrame>
    </div>
  );
}

/** Keys are the chart's only while it has the focus: a field beside it takes a minus, too. */
function isChart(target: EventTarget): boolean {
  return target instanceof Element && target.getAttribute("role") === "slider";
}
