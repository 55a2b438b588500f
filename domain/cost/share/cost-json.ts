import type { CostLine } from "../estimate/cost-line";
import type { CostEstimate } from "../estimate/estimate-cost";
import type { Intermediates } from "../estimate/intermediates";
import type { LineId } from "../estimate/lines";
import { dollars } from "./export-markdown";

/** What `npm run cost -- --json` prints: the contract of scripts, so smaller than the full export. */
export interface CostJson {
  total: string;
  perMillionMessages: string;
  lines: { id: LineId; usd: string; formula: string }[];
  intermediates: Intermediates;
  warnings: string[];
}

/** Symbols, numbers and result in one line: `N × price × H = 9 × $0.816 × 730 = $5,361.12`. */
export function fullFormula({ formula, numbers, usd, charges }: CostLine): string {
  if (charges.length === 0) return `${formula} = $${dollars(usd)}`;
  return `${formula} = ${numbers} = $${dollars(usd)}`;
}

export function costJson({
  total,
  perMillionMessages,
  lines,
  intermediates,
  warnings,
}: CostEstimate): CostJson {
  return {
    total,
    perMillionMessages,
    lines: lines.map((line) => ({ id: line.id, usd: line.usd, formula: fullFormula(line) })),
    intermediates,
    warnings: warnings.map(({ code, severity, message }) => `${severity}: ${code}: ${message}`),
  };
}
