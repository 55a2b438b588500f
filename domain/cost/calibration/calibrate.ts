import { show } from "../estimate/show";
import { type CostWarning, warning } from "../estimate/warning";
import type { CostInputs, InputName } from "../inputs/cost-inputs";
import { INPUT_SPECS } from "../inputs/input-specs";
import { type InputProblem, parseInputs } from "../inputs/parse-inputs";
import { resolveScale } from "../inputs/resolve-scale";
import type { Measurement, Measurements } from "./measurement";

/** How much is known about an input's value. */
export type Badge =
  | { kind: "measured"; window: string; sampleSize: number; how: string }
  /** set by a person, or by the chosen scale */
  | { kind: "assumed"; how: string }
  /** the model's own default, touched by nobody */
  | { kind: "default" };

/** A badge for every input. */
export type Badges = Readonly<Partial<Record<InputName, Badge>>>;

export interface CalibrateOptions {
  /** `measured` (default) prices the pipeline as it runs; `keep` keeps the scenario's rate and takes only the rest */
  rate?: "measured" | "keep";
  /** the reader has seen that the rate lies far beyond what was measured */
  acknowledged?: boolean;
}

export type Calibration =
  | {
      ok: true;
      inputs: CostInputs;
      badges: Badges;
      warnings: CostWarning[];
    }
  | {
      ok: false;
      /** `extrapolation`: ask the reader and call again with `acknowledged`; `invalid`: a measurement is out of bounds */
      reason: "extrapolation" | "invalid";
      problems: InputProblem[];
    };

/** A rate this many times the measured one is another system: compression, batches and contention change with scale. */
export const EXTRAPOLATION_LIMIT = 10;

interface Derived {
  value: number;
  from: Measurement;
  how: string;
}

function ratio(over: Measurement, under: Measurement, how: string): Derived {
  const weaker = over.sampleSize <= under.sampleSize ? over : under;
  return { value: Number((over.value / under.value).toPrecision(12)), from: weaker, how };
}

/** The inputs the measurements settle; a ratio carries the window and count of its weaker side. */
function derive(m: Measurements): Partial<Record<InputName, Derived>> {
  const derived: Partial<Record<InputName, Derived>> = {};
  const direct = ["rate", "peak", "bytes", "consumerGroups", "rowBytes", "perCore", "partitions"] as const;
  for (const id of direct) {
    const from = m[id];
    if (from) derived[id] = { value: from.value, from, how: "measured directly" };
  }
  if (m.bytes && m.wireBytes)
    derived.kafkaCompression = ratio(m.bytes, m.wireBytes, "raw bytes ÷ wire bytes");
  if (m.bytes && m.storedBytes)
    derived.storageCompression = ratio(m.bytes, m.storedBytes, "raw bytes ÷ stored bytes");
  if (m.rowsPerSecond && m.rate) derived.rowShare = ratio(m.rowsPerSecond, m.rate, "rows/s ÷ messages/s");
  return derived;
}

function badgesOf(inputs: CostInputs, derived: Partial<Record<InputName, Derived>>): Badges {
  const { origins } = resolveScale(inputs);
  const scaled: Partial<Record<InputName, string>> = origins;
  const badge = (id: InputName, fallback: unknown): Badge => {
    const source = derived[id];
    if (source && (inputs[id] === source.value || inputs[id] === Math.round(source.value))) {
      const { window, sampleSize } = source.from;
      return { kind: "measured", window, sampleSize, how: source.how };
    }
    const origin = scaled[id];
    if (origin !== undefined && origin !== "given")
      return { kind: "assumed", how: `from the scale: ${origin}` };
    return inputs[id] === fallback ? { kind: "default" } : { kind: "assumed", how: "set by hand" };
  };
  const badges: Partial<Record<InputName, Badge>> = {};
  for (const { id, fallback } of INPUT_SPECS) badges[id] = badge(id, fallback);
  return badges;
}

/** The warning for a rate far beyond the measured one; null where it is near enough. */
export function extrapolation(rate: number, measuredRate: number): CostWarning | null {
  const factor = rate / measuredRate;
  if (factor <= EXTRAPOLATION_LIMIT) return null;
  return warning(
    "beyond-measured",
    "caution",
    `${show(rate)} messages/s is ${show(Math.round(factor))} times the ${show(measuredRate)} measured; what was measured there is not known to hold beyond ${EXTRAPOLATION_LIMIT} times. Measure closer, or read the result as a guess.`,
    { input: "rate" },
  );
}

function measuredDraft(
  inputs: CostInputs,
  derived: Partial<Record<InputName, Derived>>,
  options: CalibrateOptions,
): Record<string, unknown> {
  const values: Partial<Record<InputName, number>> = {};
  for (const { id, control } of INPUT_SPECS) {
    const source = derived[id];
    if (!source || (id === "rate" && options.rate === "keep")) continue;
    values[id] = control.kind === "number" && control.whole ? Math.round(source.value) : source.value;
  }
  // A measured rate is its own scale: keeping the preset would price another platform's sizes and amounts.
  const preset = values.rate === undefined ? inputs.preset : null;
  return { ...inputs, ...values, preset };
}

/**
 * Puts what a running pipeline measured in place of the model's assumptions and says of every input what it rests on. Where
 * the scenario keeps a rate more than ten times the measured one, it refuses until the reader has acknowledged that.
 */
export function calibrate(
  inputs: CostInputs,
  measurements: Measurements,
  options: CalibrateOptions = {},
): Calibration {
  const derived = derive(measurements);
  const parsed = parseInputs(measuredDraft(inputs, derived, options));
  if (!parsed.ok) return { ok: false, reason: "invalid", problems: parsed.problems };
  const { rate } = resolveScale(parsed.inputs).inputs;
  const far = measurements.rate ? extrapolation(rate, measurements.rate.value) : null;
  if (far && !options.acknowledged)
    return { ok: false, reason: "extrapolation", problems: [{ input: "rate", message: far.message }] };
  return {
    ok: true,
    inputs: parsed.inputs,
    badges: badgesOf(parsed.inputs, derived),
    warnings: far ? [far] : [],
  };
}
