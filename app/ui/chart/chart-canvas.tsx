"use client";

import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { type ChartTheme, useChartTheme } from "@/app/ui/chart/chart-theme";
import { sameParts } from "@/app/ui/chart/same-parts";
import { Skeleton } from "@/app/ui/skeleton";

export interface ChartCanvasProps {
  /** what the chart shows, in a sentence: all that a screen reader gets besides the table */
  summary: string;
  /** memoize it: a new function draws anew */
  option: (theme: ChartTheme) => EChartsCoreOption;
  /** how many positions the cursor may take along the x axis */
  points: number;
  /** the position under the pointer or the keyboard's cursor; null where there is none */
  cursor: number | null;
  onCursor: (index: number | null) => void;
  /** `vertical` where the positions stand below one another: then Up and Down walk, too */
  orientation?: "horizontal" | "vertical";
  height: number;
}

/** ECharts on a canvas: loaded when shown, drawn from the tokens, with a cursor for the keyboard. */
export function ChartCanvas({
  summary,
  option,
  points,
  cursor,
  onCursor,
  orientation = "horizontal",
  height,
}: ChartCanvasProps) {
  const theme = useChartTheme();
  const host = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);

  const moved = useEffectEvent((event: unknown) => onCursor(indexOf(event)));

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    let disposed = false;
    let made: EChartsType | undefined;
    const resize = new ResizeObserver(() => made?.resize());
    void import("@/app/ui/chart/echarts-core").then(({ init }) => {
      if (disposed) return;
      made = init(element, undefined, { renderer: "canvas" });
      // Nothing here is animated: after a drawing the page need not be asked for ten more frames.
      made.getZr().setSleepAfterStill(1);
      made.on("updateAxisPointer", moved);
      made.on("globalout", () => moved(null));
      resize.observe(element);
      setChart(made);
    });
    return () => {
      disposed = true;
      resize.disconnect();
      made?.dispose();
      setChart(null);
    };
  }, []);

  const drawn = useRef<{ chart: EChartsType; option: EChartsCoreOption }>(null);
  useEffect(() => {
    if (chart === null || theme === null) return;
    const next = { animation: false, textStyle: { fontFamily: theme.font }, ...option(theme) };
    const { current } = drawn;
    chart.setOption(next, { notMerge: current?.chart !== chart || !sameParts(current.option, next) });
    drawn.current = { chart, option: next };
  }, [chart, theme, option]);

  const onKeyDown = (event: KeyboardEvent) => {
    const key = orientation === "vertical" ? (ALONG[event.key] ?? event.key) : event.key;
    const next = nextCursor(key, cursor, points);
    if (next === undefined) return;
    event.preventDefault();
    if (chart !== null) pointAt(chart, next);
    onCursor(next);
  };

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={summary}
      aria-orientation={orientation}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, points - 1)}
      aria-valuenow={cursor ?? Math.max(0, points - 1)}
      onKeyDown={onKeyDown}
      className="relative w-full rounded-sm"
      style={{ height }}
    >
      <div ref={host} className="absolute inset-0" />
      {chart === null && <Skeleton className="absolute inset-2" />}
    </div>
  );
}

/** Draws the pointer at a position, as the mouse would. */
function pointAt(chart: EChartsType, index: number | null): void {
  const x = index === null ? -1 : chart.convertToPixel({ xAxisIndex: 0 }, index);
  chart.dispatchAction({
    type: "updateAxisPointer",
    currTrigger: index === null ? "leave" : "mousemove",
    x,
    y: 24,
  });
}

/** The x position of ECharts's axis pointer event. */
function indexOf(event: unknown): number | null {
  if (typeof event !== "object" || event === null || !("axesInfo" in event) || !Array.isArray(event.axesInfo))
    return null;
  const [axis]: unknown[] = event.axesInfo;
  if (typeof axis !== "object" || axis === null || !("value" in axis)) return null;
  return typeof axis.value === "number" ? axis.value : null;
}

/** On a vertical axis the next position is the one below. */
const ALONG: Readonly<Record<string, string>> = { ArrowUp: "ArrowLeft", ArrowDown: "ArrowRight" };

/** Where a key takes the cursor; undefined for a key that is not the chart's. */
function nextCursor(key: string, cursor: number | null, points: number): number | null | undefined {
  const last = points - 1;
  if (last < 0) return undefined;
  const at = cursor ?? last;
  const moves: Record<string, number | null> = {
    ArrowLeft: cursor === null ? last : Math.max(0, at - 1),
    ArrowRight: Math.min(last, at + 1),
    PageUp: Math.max(0, at - 10),
    PageDown: Math.min(last, at + 10),
    Home: 0,
    End: last,
    Escape: null,
  };
  return key in moves ? moves[key] : undefined;
}
