import type { CostState } from "@/app/cost/state/cost-state";
import { extrapolation } from "@/domain/cost/calibration/calibrate";
import type { CostWarning } from "@/domain/cost/estimate/warning";

/** Why a total would be a guess: the rate lies more than ten times beyond the measured one. Null where nothing was measured. */
export function beyondMeasured({ measurements }: CostState, rate: number): CostWarning | null {
  const measured = measurements?.rate;
  return measured === undefined ? null : extrapolation(rate, measured.value);
}
