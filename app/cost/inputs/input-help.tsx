"use client";

import { boundsText } from "@/app/cost/inputs/input-text";
import type { InputSpec } from "@/domain/cost/inputs/input-specs";

/** What the input under the pointer or the keyboard means; in a place of its own, so that nothing moves while one tabs. */
export function InputHelp({ spec }: { spec: InputSpec }) {
  return (
    <div
      aria-hidden
      className="min-h-22 border-line border-t bg-surface-0 px-4 py-2 text-12 text-text-2 max-lg:hidden"
    >
      <p className="font-medium text-text-1">
        {spec.label}
        {spec.symbol && <i className="ml-1.5 font-normal text-text-3">{spec.symbol} in the formulas</i>}
      </p>
      <p>{spec.description}</p>
      <p className="text-text-3">{boundsText(spec)}</p>
    </div>
  );
}
