import { type Badge, calibrate } from "@/domain/cost/calibration/calibrate";
import type { Measurements } from "@/domain/cost/calibration/measurement";
import type { CostInputs, InputName } from "@/domain/cost/inputs/cost-inputs";
import { INPUT_SPECS } from "@/domain/cost/inputs/input-specs";

const ANY_RATE = { rate: "keep", acknowledged: true } as const;

/**
 * What each input rests on now. A measured value that was changed by hand afterwards is no longer measured; one that is
 * put back is.
 */
export function inputBadges(
  inputs: CostInputs,
  measurements: Measurements | null,
): Readonly<Partial<Record<InputName, Badge>>> {
  const bare = calibrate(inputs, {}, ANY_RATE);
  if (!bare.ok) return {};
  if (measurements === null) return bare.badges;
  const measured = calibrate(inputs, measurements, { rate: "measured", acknowledged: true });
  if (!measured.ok) return bare.badges;
  const badges: Partial<Record<InputName, Badge>> = { ...bare.badges };
  for (const { id } of INPUT_SPECS) {
    const badge = measured.badges[id];
    if (badge?.kind === "measured" && measured.inputs[id] === inputs[id]) badges[id] = badge;
  }
  return badges;
}

/** A badge in small print: `2026-11-24 19:41 to 19:46 UTC, n = 12,034: measured directly`. */
export function badgeNote(badge: Badge | undefined): string | null {
  if (badge === undefined || badge.kind === "default") return null;
  if (badge.kind === "assumed") return badge.how;
  return `${badge.window}, n = ${badge.sampleSize.toLocaleString("en-US")}: ${badge.how}`;
}
