import { Badge } from "@/app/ui/badge";
import { Panel } from "@/app/ui/panel";
import type { CostWarning, Severity } from "@/domain/cost/estimate/warning";

const ORDER: readonly Severity[] = ["infeasible", "caution", "info"];
const FACE = {
  infeasible: { tone: "bad", word: "Cannot be built" },
  caution: { tone: "warn", word: "Check first" },
  info: { tone: "info", word: "Note" },
} as const;

/** What a reader must know before believing the total, the worst first. */
export function WarningsPanel({ warnings }: { warnings: readonly CostWarning[] }) {
  if (warnings.length === 0) return null;
  const sorted = [...warnings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return (
    <Panel title="Before you rely on it" subtitle="Feasibility, prices, and what is not modelled" flush>
      <ul data-testid="cost-warnings">
        {sorted.map((one) => (
          <li
            key={`${one.code} ${one.line} ${one.input}`}
            className="flex items-start gap-3 border-line border-t px-4 py-2 text-13"
          >
            <Badge tone={FACE[one.severity].tone} className="mt-px shrink-0">
              {FACE[one.severity].word}
            </Badge>
            <span className="min-w-0 text-text-2">{sentence(one.message)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
