import { usd } from "@/app/cost/money";
import type { CostLine } from "@/domain/cost/estimate/cost-line";

/** Symbols, numbers, result. */
export function Formula({ line }: { line: CostLine }) {
  return (
    <span className="flex flex-col gap-1">
      <span className="text-text-3">{line.formula}</span>
      {line.charges.length > 0 && <span className="mono break-words">= {line.numbers}</span>}
      <span className="font-medium">= {usd(line.usd)} a month</span>
    </span>
  );
}
