import type { CostInputs } from "./cost-inputs";
import { interpolateLogLog } from "./interpolate-log-log";
import { nearestPreset, PRESET_IDS, type PresetId, SCALE } from "./presets";

/** Inputs with nothing left open: what the formulas take. */
export type ResolvedInputs = {
  [K in keyof CostInputs]: K extends "preset" ? CostInputs[K] : NonNullable<CostInputs[K]>;
};

export type ScaledInput = keyof typeof SCALE;
type ScaledAmount = "rowShare" | "scanTb" | "metrics" | "logGb" | "egressGb";

/** Where the value of an input that follows the scale came from. */
export type ScaleOrigin = "given" | "preset" | "interpolated" | "clamped" | "nearest preset";

export interface ResolvedScale {
  inputs: ResolvedInputs;
  origins: Readonly<Record<ScaledInput, ScaleOrigin>>;
  /** the preset whose sizes apply */
  sizedAs: PresetId;
}

/**
 * Fills the inputs that follow the scale. With a preset they are the preset's whatever the rate; without one, sizes are the
 * nearest preset's and amounts are interpolated at the rate. An input that was set keeps its value.
 */
export function resolveScale(inputs: CostInputs): ResolvedScale {
  const { preset } = inputs;
  const rate = inputs.rate ?? (preset === null ? null : SCALE.rate[preset]);
  if (rate === null)
    throw new Error("inputs have neither a preset nor a rate: check them with parseInputs first");
  const sizedAs = preset ?? nearestPreset(rate);
  const stepOrigin: ScaleOrigin = preset === null ? "nearest preset" : "preset";

  const amount = (name: ScaledAmount): { value: number; origin: ScaleOrigin } => {
    const given = inputs[name];
    if (given !== null) return { value: given, origin: "given" };
    if (preset !== null) return { value: SCALE[name][preset], origin: "preset" };
    const points = PRESET_IDS.map((id) => [SCALE.rate[id], SCALE[name][id]] as const);
    const { value, clamped } = interpolateLogLog(rate, points);
    return { value, origin: clamped ? "clamped" : "interpolated" };
  };
  const rowShare = amount("rowShare");
  const scanTb = amount("scanTb");
  const metrics = amount("metrics");
  const logGb = amount("logGb");
  const egressGb = amount("egressGb");

  return {
    inputs: {
      ...inputs,
      rate,
      brokerSize: inputs.brokerSize ?? SCALE.brokerSize[sizedAs],
      dbSize: inputs.dbSize ?? SCALE.dbSize[sizedAs],
      filesPerCommit: inputs.filesPerCommit ?? SCALE.filesPerCommit[sizedAs],
      rowShare: rowShare.value,
      scanTb: scanTb.value,
      metrics: metrics.value,
      logGb: logGb.value,
      egressGb: egressGb.value,
    },
    origins: {
      rate: inputs.rate === null ? "preset" : "given",
      brokerSize: inputs.brokerSize === null ? stepOrigin : "given",
      dbSize: inputs.dbSize === null ? stepOrigin : "given",
      filesPerCommit: inputs.filesPerCommit === null ? stepOrigin : "given",
      rowShare: rowShare.origin,
      scanTb: scanTb.origin,
      metrics: metrics.origin,
      logGb: logGb.origin,
      egressGb: egressGb.origin,
    },
    sizedAs,
  };
}
