"use client";

import clsx from "clsx";
import { ArrowLeftRight, PinOff } from "lucide-react";
import { memo, useMemo } from "react";
import { DifferingInputs } from "@/app/cost/compare/differing-inputs";
import { percentDelta, usd, usdDelta, usdPerMillion, usdPerMillionDelta } from "@/app/cost/money";
import type { PricedScenario } from "@/app/cost/scenario";
import { Button } from "@/app/ui/button";
import { Panel } from "@/app/ui/panel";
import { compareScenarios } from "@/domain/cost/analysis/compare-scenarios";

interface ComparePanelProps {
  /** the pinned one */
  a: PricedScenario;
  /** the one that is edited */
  b: PricedScenario;
  onSwap: () => void;
  onUnpin: () => void;
}

const HEAD = "h-8 px-2 text-12 font-medium text-text-3";

/** A and B side by side, with what changed on every line. */
export const ComparePanel = memo(function ComparePanel({ a, b, onSwap, onUnpin }: ComparePanelProps) {
  const comparison = useMemo(() => compareScenarios(a.estimate, b.estimate), [a, b]);
  const { lines, total, perMillionMessages, inputs } = comparison;
  return (
    <Panel
      title="A against B"
      subtitle="USD a month; A is pinned, B is what you edit; a minus means that B costs less"
      flush
      actions={
        <>
          <Button size="sm" icon={<ArrowLeftRight aria-hidden size={14} />} onPress={onSwap}>
            Swap A and B
          </Button>
          <Button size="sm" icon={<PinOff aria-hidden size={14} />} onPress={onUnpin}>
            Unpin A
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label="Lines of A and B" className="overflow-x-auto">
        <table className="w-full text-13" data-testid="cost-compare">
          <thead>
            <tr>
              <th scope="col" className={`${HEAD} pl-4 text-left`}>
                Line
              </th>
              <th scope="col" className={`${HEAD} text-right max-sm:hidden`}>
                A
              </th>
              <th scope="col" className={`${HEAD} text-right`}>
                B
              </th>
              <th scope="col" className={`${HEAD} text-right`}>
                B − A
              </th>
              <th scope="col" className={`${HEAD} pr-4 text-right max-sm:hidden`}>
                Change
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <DeltaRow
                key={line.id}
                name={line.title}
                a={usd(line.a)}
                b={usd(line.b)}
                delta={usdDelta(line.delta)}
                sign={signOf(line.delta)}
                ratio={line.ratio}
              />
            ))}
          </tbody>
          <tfoot className="font-semibold">
            <DeltaRow
              isTotal
              name="Total"
              a={usd(total.a)}
              b={usd(total.b)}
              delta={usdDelta(total.delta)}
              sign={signOf(total.delta)}
              ratio={total.ratio}
            />
            <DeltaRow
              isTotal
              name="A million messages"
              a={usdPerMillion(perMillionMessages.a)}
              b={usdPerMillion(perMillionMessages.b)}
              delta={usdPerMillionDelta(perMillionMessages.delta)}
              sign={signOf(perMillionMessages.delta)}
              ratio={perMillionMessages.ratio}
            />
          </tfoot>
        </table>
      </section>
      <DifferingInputs inputs={inputs} />
    </Panel>
  );
});

function signOf(delta: string): -1 | 0 | 1 {
  const size = Number(delta);
  if (size === 0) return 0;
  return size < 0 ? -1 : 1;
}

interface DeltaRowProps {
  name: string;
  a: string;
  b: string;
  delta: string;
  sign: -1 | 0 | 1;
  ratio: number | null;
  isTotal?: boolean;
}

function DeltaRow({ name, a, b, delta, sign, ratio, isTotal = false }: DeltaRowProps) {
  const tone = sign < 0 ? "text-ok" : sign > 0 ? "text-warn" : "text-text-3";
  return (
    <tr className="border-line border-t">
      <th scope="row" className={clsx("h-8 px-2 pl-4 text-left", !isTotal && "font-normal")}>
        {name}
      </th>
      <td className="px-2 text-right max-sm:hidden">{a}</td>
      <td className="px-2 text-right">{b}</td>
      <td className={clsx("px-2 text-right whitespace-nowrap", tone)}>{sign === 0 ? "same" : delta}</td>
      <td className={clsx("px-2 pr-4 text-right whitespace-nowrap max-sm:hidden", tone)}>
        {sign === 0 ? "" : percentDelta(ratio)}
      </td>
    </tr>
  );
}
