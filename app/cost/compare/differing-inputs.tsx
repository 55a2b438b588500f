import { valueText } from "@/app/cost/inputs/input-text";
import type { ScenarioComparison } from "@/domain/cost/analysis/compare-scenarios";

/** What A and B disagree on: the reason of every delta. */
export function DifferingInputs({ inputs }: Pick<ScenarioComparison, "inputs">) {
  if (inputs.length === 0) {
    return (
      <p className="border-line border-t px-4 py-2.5 text-12 text-text-3">
        A and B have the same inputs. Change one on the left, and this table tells what it does to every line.
      </p>
    );
  }
  return (
    <div className="border-line border-t px-4 py-2.5 text-12">
      <p className="pb-1 text-text-3">What differs</p>
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {inputs.map(({ id, label, unit, a, b }) => (
          <li key={id}>
            <span className="text-text-2">{label}</span>{" "}
            <span className="whitespace-nowrap">
              {valueText(a, "")} <span className="text-text-3">in A,</span>{" "}
              <span className="font-medium">{valueText(b, unit)}</span>{" "}
              <span className="text-text-3">in B</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
