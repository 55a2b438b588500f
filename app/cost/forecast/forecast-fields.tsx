"use client";

import clsx from "clsx";
import { useId, useState } from "react";
import { GROWTH_BOUNDS, isMoney } from "@/app/cost/state/cost-link";
import type { ForecastSettings } from "@/app/cost/state/cost-state";
import { groupThousands } from "@/app/lib/format/decimal";
import { fieldClass } from "@/app/ui/popover";

interface FieldProps {
  label: string;
  unit: string;
  text: string;
  /** why a text is refused; null where it is taken */
  refusal: (plain: string) => string | null;
  onTake: (plain: string) => void;
}

function Field({ label, unit, text, refusal, onTake }: FieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const plainOf = (some: string) => some.replaceAll(",", "").replace(/^\$/, "").trim();
  const problem = typed === null ? null : refusal(plainOf(typed));
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <label htmlFor={id} className="text-12 text-text-3">
          {label}
        </label>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          placeholder="none"
          aria-invalid={problem !== null}
          aria-describedby={`${id}-unit`}
          value={typed ?? text}
          onChange={(event) => {
            const next = event.currentTarget.value;
            setTyped(next);
            if (refusal(plainOf(next)) === null) onTake(plainOf(next));
          }}
          onBlur={() => {
            if (problem === null) setTyped(null);
          }}
          className={clsx(fieldClass, "w-26 text-right", problem !== null && "border-bad")}
        />
        <span id={`${id}-unit`} className="text-12 text-text-3">
          {unit}
          {problem !== null && <span className="sr-only">. {problem}</span>}
        </span>
      </div>
      {problem !== null && (
        <p aria-hidden className="text-12 text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}

/** Growth of the rate and the budget; empty is none. */
export function ForecastFields({
  settings,
  onChange,
}: {
  settings: ForecastSettings;
  onChange: (settings: Partial<ForecastSettings>) => void;
}) {
  const { min, max } = GROWTH_BOUNDS;
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <Field
        label="Growth"
        unit="%/month"
        text={settings.growthPercent === 0 ? "" : String(settings.growthPercent)}
        refusal={(plain) =>
          plain === "" || (Number(plain) >= min && Number(plain) <= max) ? null : `${min} to ${max} % a month`
        }
        onTake={(plain) => onChange({ growthPercent: Number(plain) })}
      />
      <Field
        label="Budget"
        unit="USD/month"
        text={settings.budgetUsd === null ? "" : groupThousands(settings.budgetUsd)}
        refusal={(plain) => (plain === "" || isMoney(plain) ? null : "an amount such as 50000")}
        onTake={(plain) => onChange({ budgetUsd: plain === "" ? null : plain })}
      />
    </div>
  );
}
