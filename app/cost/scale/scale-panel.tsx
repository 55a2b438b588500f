"use client";

import { memo, useCallback, useMemo, useState } from "react";
import { usd, usdPerMillion } from "@/app/cost/money";
import { curveOver, type ScaleCurve, scaleCurve } from "@/app/cost/scale/scale-curve";
import { type CurveMetric, scaleOption } from "@/app/cost/scale/scale-option";
import type { PricedScenario } from "@/app/cost/scenario";
import { groupThousands } from "@/app/lib/format/decimal";
import { ChartCanvas } from "@/app/ui/chart/chart-canvas";
import { ChartFrame } from "@/app/ui/chart/chart-frame";
import type { ChartTheme } from "@/app/ui/chart/chart-theme";
import { ChipGroup } from "@/app/ui/chips";
import type { CurvePoint } from "@/domain/cost/analysis/cost-curve";

const HEIGHT = 280;
const METRICS = [
  { value: "total", label: "A month" },
  { value: "perMillionMessages", label: "A million messages" },
] as const;
const UNIT: Record<CurveMetric, string> = {
  total: "USD a month",
  perMillionMessages: "USD a million messages",
};

function moneyOf(point: CurvePoint, metric: CurveMetric): string {
  return metric === "total" ? usd(point.total, 0) : usdPerMillion(point.perMillionMessages);
}

/** Cost against the rate, with the steps where a size or a count changes. */
export const ScalePanel = memo(function ScalePanel({
  priced,
  pinned,
}: {
  priced: PricedScenario;
  pinned: PricedScenario | null;
}) {
  const [metric, setMetric] = useState<CurveMetric>("total");
  const [cursor, setCursor] = useState<number | null>(null);
  const curve = useMemo(() => scaleCurve(priced), [priced]);
  const pinnedPoints = useMemo(
    () =>
      pinned === null
        ? null
        : curveOver(
            pinned,
            curve.points.map(({ rate }) => rate),
          ),
    [pinned, curve],
  );
  const option = useCallback(
    (theme: ChartTheme) => scaleOption({ curve, pinned: pinnedPoints, metric, theme }),
    [curve, pinnedPoints, metric],
  );
  return (
    <ChartFrame
      title="Cost against scale"
      unit={`${UNIT[metric]} over messages/s, both axes logarithmic; diamonds are steps in size or count`}
      height={HEIGHT}
      actions={
        <ChipGroup
          label="Cost of"
          mode="single"
          required
          chips={METRICS}
          selected={[metric]}
          onChange={([chosen]) => setMetric(chosen ?? "total")}
        />
      }
      readout={<Readout curve={curve} pinned={pinnedPoints} metric={metric} index={cursor ?? curve.own} />}
      mirror={() => ({
        columns: ["Messages/s", "USD/month", "USD/M messages", "Brokers", "Steps"],
        rows: curve.points.map((point) => [
          groupThousands(point.rate),
          usd(point.total),
          usdPerMillion(point.perMillionMessages),
          `${point.brokers} ${point.brokerSize}`,
          point.steps.join("; "),
        ]),
      })}
    >
      <ChartCanvas
        summary={`Cost against scale from ${groupThousands(curve.points[0]?.rate ?? 0)} to ${groupThousands(curve.points.at(-1)?.rate ?? 0)} messages a second. Arrow keys walk along it.`}
        option={option}
        points={curve.points.length}
        cursor={cursor}
        onCursor={setCursor}
        height={HEIGHT}
      />
    </ChartFrame>
  );
});

interface ReadoutProps {
  curve: ScaleCurve;
  pinned: readonly CurvePoint[] | null;
  metric: CurveMetric;
  index: number;
}

function Readout({ curve, pinned, metric, index }: ReadoutProps) {
  const point = curve.points[index];
  const a = pinned?.[index];
  if (point === undefined) return null;
  return (
    <>
      <span className="text-text-3">{groupThousands(point.rate)} messages/s</span>
      <span className="font-medium text-text-1">{moneyOf(point, metric)}</span>
      {a !== undefined && <span>A {moneyOf(a, metric)}</span>}
      <span>
        {point.brokers > 0 ? `${point.brokers} × ${point.brokerSize}` : point.brokerSize}, database{" "}
        {point.databaseNodeSize}, workers on {point.workerPlatform}
      </span>
      {point.steps.length > 0 && <span className="text-warn">Step: {point.steps.join(", ")}</span>}
    </>
  );
}
