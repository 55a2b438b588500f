import type { InputName } from "../inputs/cost-inputs";
import type { LineId } from "./lines";

/**
 * `infeasible`: it cannot be built as described. `caution`: it can, but a number should be checked first.
 * `info`: something a reader would otherwise not see.
 */
export type Severity = "infeasible" | "caution" | "info";

export interface CostWarning {
  /** stable, e.g. `broker-count` */
  code: string;
  severity: Severity;
  /** the value, the limit and what to do */
  message: string;
  line: LineId | null;
  input: InputName | null;
}

export function warning(
  code: string,
  severity: Severity,
  message: string,
  about: { line?: LineId; input?: InputName } = {},
): CostWarning {
  return { code, severity, message, line: about.line ?? null, input: about.input ?? null };
}
