"use client";

import { memo, useMemo, useState } from "react";
import { LeverRow } from "@/app/cost/levers/lever-row";
import { LeverTogether } from "@/app/cost/levers/lever-together";
import type { PricedScenario } from "@/app/cost/scenario";
import { Panel } from "@/app/ui/panel";
import { type Lever, leverSavings } from "@/domain/cost/analysis/lever-savings";
import { LEVERS, UNVERIFIED_LEVERS } from "@/domain/cost/analysis/levers";

interface LeversPanelProps {
  priced: PricedScenario;
  onPull: (levers: readonly Lever[]) => void;
}

/** What can be done about it: each lever alone, and together with the others that are ticked. */
export const LeversPanel = memo(function LeversPanel({ priced, onPull }: LeversPanelProps) {
  const { inputs, sheet } = priced;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const verified = useMemo(() => leverSavings(inputs, sheet, LEVERS), [inputs, sheet]);
  const unverified = useMemo(() => leverSavings(inputs, sheet, UNVERIFIED_LEVERS), [inputs, sheet]);
  const ticked = useMemo(() => LEVERS.filter(({ id }) => !left.has(id)), [left]);
  const canBePulled = (lever: Lever) =>
    verified.alone.some(({ id, infeasible }) => id === lever.id && infeasible === null);
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  return (
    <Panel
      title="Levers"
      subtitle="USD a month against this scenario, each pulled alone; a minus saves"
      flush
    >
      <table className="w-full text-13" data-testid="cost-levers">
        <thead className="sr-only">
          <tr>
            <th scope="col">Counted together</th>
            <th scope="col">Lever</th>
            <th scope="col">USD a month</th>
            <th scope="col">Act</th>
          </tr>
        </thead>
        <tbody>
          {verified.alone.map((saving) => (
            <LeverRow
              key={saving.id}
              saving={saving}
              isTicked={!left.has(saving.id)}
              onTick={() => toggle(saving.id)}
              onPull={() => onPull(LEVERS.filter(({ id }) => id === saving.id))}
            />
          ))}
        </tbody>
        <tbody>
          <tr>
            <th colSpan={4} scope="rowgroup" className="border-line border-t px-4 py-2 text-left font-normal">
              <span className="block font-medium">Upper bounds, until a quote replaces them</span>
              <span className="text-12 text-text-3">
                They rest on discounts named “up to” or on low-confidence prices: off by default, and not
                counted together.
              </span>
            </th>
          </tr>
          {unverified.alone.map((saving) => (
            <LeverRow
              key={saving.id}
              saving={saving}
              onPull={() => onPull(UNVERIFIED_LEVERS.filter(({ id }) => id === saving.id))}
            />
          ))}
        </tbody>
      </table>
      <LeverTogether priced={priced} levers={ticked} onPull={() => onPull(ticked.filter(canBePulled))} />
    </Panel>
  );
});
