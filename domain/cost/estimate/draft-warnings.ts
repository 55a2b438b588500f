import { brokerWarnings } from "./broker-warnings";
import type { DraftEstimate } from "./draft-estimate";
import { inputWarnings } from "./input-warnings";
import type { CostWarning } from "./warning";

/** All warnings that do not depend on the prices. */
export function draftWarnings(draft: DraftEstimate): CostWarning[] {
  return [...brokerWarnings(draft), ...inputWarnings(draft)];
}

/** Why it cannot be built as described; null where it can. */
export function infeasibility(draft: DraftEstimate): string | null {
  return draftWarnings(draft).find(({ severity }) => severity === "infeasible")?.message ?? null;
}
