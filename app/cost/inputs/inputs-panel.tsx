"use client";

import { Radar, RotateCcw } from "lucide-react";
import { type Dispatch, useCallback, useMemo, useState } from "react";
import { InputGroup } from "@/app/cost/inputs/input-group";
import { InputHelp } from "@/app/cost/inputs/input-help";
import { GROUP_TITLE } from "@/app/cost/inputs/input-text";
import { PresetChips } from "@/app/cost/inputs/preset-chips";
import type { CostAction, CostState } from "@/app/cost/state/cost-state";
import { badgeNote, inputBadges } from "@/app/cost/state/input-badges";
import { Button } from "@/app/ui/button";
import type { CostInputs, InputName } from "@/domain/cost/inputs/cost-inputs";
import type { InputGroup as GroupId } from "@/domain/cost/inputs/field";
import { INPUT_SPECS } from "@/domain/cost/inputs/input-specs";
import type { ResolvedInputs } from "@/domain/cost/inputs/resolve-scale";

const GROUPS = [...new Set(INPUT_SPECS.map(({ group }) => group))];
const OPEN_AT_FIRST: readonly GroupId[] = ["traffic"];

interface InputsPanelProps {
  state: CostState;
  resolved: ResolvedInputs;
  dispatch: Dispatch<CostAction>;
  onCalibrate: () => void;
}

/** Every input of the model, by the part of the platform it describes. */
export function InputsPanel({ state, resolved, dispatch, onCalibrate }: InputsPanelProps) {
  const { draft, inputs, problems, measurements } = state;
  const badges = useMemo(() => inputBadges(inputs, measurements), [inputs, measurements]);
  const [explained, setExplained] = useState<InputName>("rate");
  const onChange = useCallback(
    (input: InputName, value: unknown) => dispatch({ type: "set", input, value }),
    [dispatch],
  );
  const explain = (target: EventTarget) => {
    const id = target instanceof Element ? target.closest("[data-input]")?.getAttribute("data-input") : null;
    const spec = INPUT_SPECS.find((one) => one.id === id);
    if (spec) setExplained(spec.id);
  };
  const spec = INPUT_SPECS.find(({ id }) => id === explained);
  return (
    <section
      aria-label="Inputs"
      className="flex min-h-0 flex-col rounded border border-line bg-surface-1 lg:sticky lg:top-[calc(var(--top-bar)+16px)] lg:max-h-[calc(100dvh-var(--top-bar)-32px)]"
    >
      <div className="flex flex-col gap-3 p-4">
        <div className="flex items-center gap-2">
          <h2 className="grow font-semibold text-14">Inputs</h2>
          <Button
            size="sm"
            variant="ghost"
            icon={<RotateCcw aria-hidden size={14} />}
            onPress={() => dispatch({ type: "reset" })}
          >
            Reset
          </Button>
          <Button size="sm" icon={<Radar aria-hidden size={14} />} onPress={onCalibrate}>
            Use my pipeline
          </Button>
        </div>
        <PresetChips inputs={inputs} onChoose={(preset) => dispatch({ type: "preset", preset })} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll */}
      <div
        role="group"
        aria-label="Inputs by part of the platform"
        className="min-h-0 grow overflow-y-auto"
        onFocus={(event) => explain(event.target)}
        onPointerOver={(event) => explain(event.target)}
      >
        {GROUPS.map((group) => (
          <InputGroup
            key={group}
            title={GROUP_TITLE[group]}
            openAtFirst={OPEN_AT_FIRST.includes(group)}
            rows={INPUT_SPECS.filter((one) => one.group === group).map((one) => ({
              spec: one,
              value: draftValue(draft, inputs, one.id),
              resolved: resolved[one.id],
              problem: problems.find(({ input }) => input === one.id)?.message ?? null,
              badge: badges[one.id]?.kind ?? "default",
              note: badgeNote(badges[one.id]),
              onChange,
            }))}
          />
        ))}
      </div>
      {spec && <InputHelp spec={spec} />}
    </section>
  );
}

function draftValue(draft: CostState["draft"], inputs: CostInputs, id: InputName): unknown {
  return draft[id] === undefined ? inputs[id] : draft[id];
}
