"use client";

import { type Dispatch, useCallback, useMemo } from "react";
import { ComparePanel } from "@/app/cost/compare/compare-panel";
import { ForecastPanel } from "@/app/cost/forecast/forecast-panel";
import { LeversPanel } from "@/app/cost/levers/levers-panel";
import { Headline } from "@/app/cost/result/headline";
import { LinesPanel } from "@/app/cost/result/lines-panel";
import { WarningsPanel } from "@/app/cost/result/warnings-panel";
import { ScalePanel } from "@/app/cost/scale/scale-panel";
import type { PricedScenario } from "@/app/cost/scenario";
import { ShowbackPanel } from "@/app/cost/showback/showback-panel";
import type { CostAction, CostState, ForecastSettings } from "@/app/cost/state/cost-state";
import { TornadoPanel } from "@/app/cost/tornado/tornado-panel";
import type { Lever } from "@/domain/cost/analysis/lever-savings";
import { marginalPerMillion } from "@/domain/cost/analysis/marginal-per-million";
import type { CostWarning } from "@/domain/cost/estimate/warning";

interface CostResultsProps {
  state: CostState;
  dispatch: Dispatch<CostAction>;
  /** of this moment: what a drag moves at once */
  priced: PricedScenario;
  /** the same, a moment later: what takes hundreds of estimates */
  settled: PricedScenario;
  pinned: PricedScenario | null;
  /** the total is a guess, and the reader knows */
  beyond: CostWarning | null;
  today: string;
}

/** Everything that follows from the inputs, from the total to each instrument's share of it. */
export function CostResults(props: CostResultsProps) {
  const { state, dispatch, priced, settled, pinned, beyond, today } = props;
  const marginal = useMemo(() => marginalPerMillion(priced.inputs, priced.sheet), [priced]);
  const warnings = beyond === null ? priced.estimate.warnings : [beyond, ...priced.estimate.warnings];
  const swap = useCallback(() => dispatch({ type: "swap" }), [dispatch]);
  const unpin = useCallback(() => dispatch({ type: "unpin" }), [dispatch]);
  const pull = useCallback((levers: readonly Lever[]) => dispatch({ type: "pull", levers }), [dispatch]);
  const plan = useCallback(
    (settings: Partial<ForecastSettings>) => dispatch({ type: "forecast", settings }),
    [dispatch],
  );
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Headline
        priced={priced}
        marginal={marginal}
        isGuess={beyond !== null}
        isBehind={state.problems.length > 0}
      />
      {pinned !== null && <ComparePanel a={pinned} b={priced} onSwap={swap} onUnpin={unpin} />}
      <LinesPanel estimate={priced.estimate} />
      <WarningsPanel warnings={warnings} />
      <ScalePanel priced={settled} pinned={pinned} />
      <TornadoPanel priced={settled} />
      <LeversPanel priced={settled} onPull={pull} />
      <ForecastPanel
        priced={settled}
        settings={state.forecast}
        startMonth={today.slice(0, 7)}
        onChange={plan}
      />
      <ShowbackPanel priced={settled} />
    </div>
  );
}
