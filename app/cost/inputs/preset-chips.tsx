"use client";

import { ChipGroup } from "@/app/ui/chips";
import type { CostInputs } from "@/domain/cost/inputs/cost-inputs";
import { PRESET_IDS, type PresetId, SCALE } from "@/domain/cost/inputs/presets";

const LABEL: Record<PresetId, string> = { "10k": "10K msg/s", "1m": "1M msg/s", "10m": "10M msg/s" };
const CHIPS = PRESET_IDS.map((id) => ({ value: id, label: LABEL[id] }));

/** The three scales. None is chosen while the rate lies between them. */
export function PresetChips({
  inputs,
  onChoose,
}: {
  inputs: CostInputs;
  onChoose: (preset: PresetId) => void;
}) {
  const chosen = PRESET_IDS.filter((id) =>
    inputs.preset === null ? inputs.rate === SCALE.rate[id] : inputs.preset === id && inputs.rate === null,
  );
  return (
    <ChipGroup
      label="Scale"
      mode="single"
      chips={CHIPS}
      selected={chosen}
      onChange={([preset]) => {
        if (preset !== undefined) onChoose(preset);
      }}
    />
  );
}
