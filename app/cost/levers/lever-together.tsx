"use client";

import { useMemo, useState } from "react";
import { leverPairs, sumAlone } from "@/app/cost/levers/lever-pairs";
import { usdDelta } from "@/app/cost/money";
import type { PricedScenario } from "@/app/cost/scenario";
import { Button } from "@/app/ui/button";
import { type Lever, leverSavings } from "@/domain/cost/analysis/lever-savings";

const SHOWN = 8;

interface LeverTogetherProps {
  priced: PricedScenario;
  levers: readonly Lever[];
  onPull: () => void;
}

/** Savings overlap: what the ticked levers save together, what the sum of each would promise, and why they differ. */
export function LeverTogether({ priced, levers, onPull }: LeverTogetherProps) {
  const [withPairs, setWithPairs] = useState(false);
  const savings = useMemo(() => leverSavings(priced.inputs, priced.sheet, levers), [priced, levers]);
  const counted = savings.alone.filter(({ infeasible }) => infeasible === null).length;
  return (
    <div className="flex flex-col gap-3 border-line border-t px-4 py-3 text-13">
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
        <dt className="text-text-2">Added up one by one</dt>
        <dd className="text-right">{usdDelta(sumAlone(savings))}</dd>
        <dt className="text-text-2">Their overlap</dt>
        <dd className="text-right" data-testid="lever-interaction">
          {usdDelta(savings.interaction)}
        </dd>
        <dt className="font-medium">Together, the {counted} that are ticked and can be built</dt>
        <dd className="text-right font-medium">{usdDelta(savings.together)}</dd>
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" aria-expanded={withPairs} onPress={() => setWithPairs(!withPairs)}>
          {withPairs ? "Hide the overlaps" : "Which ones overlap"}
        </Button>
        <Button size="sm" isDisabled={counted === 0} onPress={onPull}>
          Pull them all
        </Button>
      </div>
      {withPairs && <Pairs priced={priced} levers={levers} />}
    </div>
  );
}

function Pairs({ priced, levers }: Omit<LeverTogetherProps, "onPull">) {
  const pairs = useMemo(() => leverPairs(priced, levers), [priced, levers]);
  if (pairs.length === 0)
    return <p className="text-12 text-text-3">None of them touches what another saves.</p>;
  return (
    <ul className="flex flex-col gap-1 text-12">
      {pairs.slice(0, SHOWN).map(({ a, b, interaction }) => (
        <li key={`${a} ${b}`} className="flex items-baseline gap-3 text-text-2">
          <span className="grow">
            {a} and {b.charAt(0).toLowerCase() + b.slice(1)}
          </span>
          <span className="whitespace-nowrap">
            {interaction.startsWith("-") ? "help each other" : "save less together"}{" "}
            <span className="font-medium text-text-1">{usdDelta(interaction)}</span>
          </span>
        </li>
      ))}
      {pairs.length > SHOWN && <li className="text-text-3">and {pairs.length - SHOWN} weaker ones</li>}
    </ul>
  );
}
