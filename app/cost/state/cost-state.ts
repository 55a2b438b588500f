import type { Lever } from "@/domain/cost/analysis/lever-savings";
import type { Measurements } from "@/domain/cost/calibration/measurement";
import { type CostInputs, costInputsSchema, type InputName } from "@/domain/cost/inputs/cost-inputs";
import { INPUT_SPECS } from "@/domain/cost/inputs/input-specs";
import { type InputProblem, parseInputs } from "@/domain/cost/inputs/parse-inputs";
import type { PresetId } from "@/domain/cost/inputs/presets";
import { resolveScale } from "@/domain/cost/inputs/resolve-scale";
import type { PriceOverrides } from "@/domain/cost/prices/override-prices";
import type { PriceId } from "@/domain/cost/prices/price-ids";
import type { Scenario } from "@/domain/cost/share/permalink";
import { startingInputs } from "@/domain/cost/share/permalink";

/** What the form holds: a value its input could not read stays as the text that was typed. */
export type InputDraft = Readonly<Partial<Record<InputName | "preset", unknown>>>;

export interface ForecastSettings {
  /** growth of the rate a month, percent */
  growthPercent: number;
  /** USD a month, decimal text; null where there is no budget */
  budgetUsd: string | null;
}

/** Everything the page decides on; what it shows follows from it. */
export interface CostState {
  draft: InputDraft;
  /** why the draft cannot be priced; then `inputs` are the last ones that could */
  problems: readonly InputProblem[];
  inputs: CostInputs;
  overrides: PriceOverrides;
  /** what the pipeline told, once it was asked to fill in the inputs */
  measurements: Measurements | null;
  /** the reader has seen that the rate lies far beyond what was measured */
  acknowledged: boolean;
  /** scenario A, beside which the present one is B */
  pinned: Scenario | null;
  forecast: ForecastSettings;
}

export type CostAction =
  | { type: "set"; input: InputName; value: unknown }
  | { type: "preset"; preset: PresetId }
  /** levers change the inputs as they stand now, whatever the panel that offers them was drawn from */
  | { type: "pull"; levers: readonly Lever[] }
  | { type: "calibrate"; inputs: CostInputs; measurements: Measurements; acknowledged: boolean }
  | { type: "acknowledge" }
  /** keep the numbers, drop the claim that they were measured */
  | { type: "forget" }
  | { type: "price"; id: PriceId; value: string | null }
  | { type: "pin" }
  | { type: "unpin" }
  /** A becomes what one edits, and the other way round */
  | { type: "swap" }
  | { type: "forecast"; settings: Partial<ForecastSettings> }
  | { type: "reset" }
  | { type: "load"; state: CostState };

export const NO_GROWTH: ForecastSettings = { growthPercent: 0, budgetUsd: null };

export const startingState: CostState = {
  draft: startingInputs,
  problems: [],
  inputs: startingInputs,
  overrides: {},
  measurements: null,
  acknowledged: false,
  pinned: null,
  forecast: NO_GROWTH,
};

function withDraft(state: CostState, draft: InputDraft): CostState {
  const parsed = parseInputs(draft);
  if (!parsed.ok) return { ...state, draft, problems: parsed.problems };
  return { ...state, draft, problems: [], inputs: parsed.inputs };
}

function withInputs(state: CostState, inputs: CostInputs): CostState {
  return { ...state, draft: inputs, problems: [], inputs };
}

/** Dragging the rate leaves the preset: sizes and amounts then follow the rate, as they would for a platform of that size. */
function setInput(state: CostState, input: InputName, value: unknown): CostState {
  const preset = input === "rate" ? { preset: null } : {};
  return withDraft(state, { ...state.draft, ...preset, [input]: value });
}

function setPrice(overrides: PriceOverrides, id: PriceId, value: string | null): PriceOverrides {
  const { [id]: _replaced, ...others } = overrides;
  return value === null ? others : { ...others, [id]: value };
}

export function reduceCost(state: CostState, action: CostAction): CostState {
  switch (action.type) {
    case "set":
      return setInput(state, action.input, action.value);
    case "preset":
      return withDraft(state, { ...state.draft, preset: action.preset, rate: null });
    case "pull":
      return withInputs(state, pulled(state.inputs, action.levers));
    case "calibrate": {
      const { inputs, measurements, acknowledged } = action;
      return { ...withInputs(state, inputs), measurements, acknowledged };
    }
    case "acknowledge":
      return { ...state, acknowledged: true };
    case "forget":
      return { ...state, measurements: null, acknowledged: false };
    case "price":
      return { ...state, overrides: setPrice(state.overrides, action.id, action.value) };
    case "pin":
      return { ...state, pinned: { inputs: state.inputs, overrides: state.overrides } };
    case "unpin":
      return { ...state, pinned: null };
    case "swap": {
      if (state.pinned === null) return state;
      const pinned = { inputs: state.inputs, overrides: state.overrides };
      return { ...withInputs(state, state.pinned.inputs), overrides: state.pinned.overrides, pinned };
    }
    case "forecast":
      return { ...state, forecast: { ...state.forecast, ...action.settings } };
    case "reset":
      return { ...startingState, pinned: state.pinned };
    case "load":
      return action.state;
  }
}

/** The value an input has untouched: null follows the scale. */
export function untouchedValue(input: InputName): unknown {
  return INPUT_SPECS.find(({ id }) => id === input)?.fallback ?? null;
}

/** The inputs after all of the levers, one upon the other; one that contradicts the others is left out. */
function pulled(inputs: CostInputs, levers: readonly Lever[]): CostInputs {
  let changed = inputs;
  for (const { change } of levers) {
    const parsed = costInputsSchema.safeParse({ ...changed, ...change(resolveScale(changed).inputs) });
    if (parsed.success) changed = parsed.data;
  }
  return changed;
}
