"use client";

import clsx from "clsx";
import { useState } from "react";
import type { ControlProps } from "@/app/cost/inputs/control-props";
import { fieldText, readField, valueText } from "@/app/cost/inputs/input-text";
import { POSITIONS, positionOf, valueAt } from "@/app/cost/inputs/slider-scale";
import { fieldClass } from "@/app/ui/popover";
import type { NumberControl as Bounds } from "@/domain/cost/inputs/field";

/** A slider and a field of the same number. What is typed counts at once; nonsense stays in the field, with its reason. */
export function NumberControl(props: ControlProps & { control: Bounds }) {
  const { spec, control, fieldId, value, resolved, isInvalid, describedBy, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const held = value ?? resolved;
  const number = typeof held === "number" ? held : Number(resolved);
  return (
    <div className="flex items-center gap-3">
      <input
        type="range"
        aria-label={`${spec.label}, slider`}
        aria-valuetext={valueText(number, spec.unit)}
        min={0}
        max={POSITIONS}
        step={1}
        value={positionOf(control, number)}
        onChange={(event) => {
          setTyped(null);
          onChange(valueAt(control, event.currentTarget.valueAsNumber, number));
        }}
        className="h-6 min-w-0 grow accent-accent"
      />
      <input
        id={fieldId}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-invalid={isInvalid}
        aria-describedby={describedBy}
        value={typed ?? fieldText(held)}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange(readField(spec, event.currentTarget.value));
        }}
        onBlur={() => setTyped(null)}
        className={clsx(fieldClass, "w-30 text-right tabular-nums", isInvalid && "border-bad")}
      />
    </div>
  );
}
