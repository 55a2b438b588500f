"use client";

import { Switch } from "react-aria-components/Switch";
import type { ControlProps } from "@/app/cost/inputs/control-props";

/** On or off, said in a word beside the switch. */
export function ToggleControl({ spec, fieldId, value, describedBy, onChange }: ControlProps) {
  return (
    <Switch
      id={fieldId}
      aria-label={spec.label}
      aria-describedby={describedBy}
      isSelected={value === true}
      onChange={onChange}
      className="group flex h-8 w-fit items-center gap-2 text-13"
    >
      {({ isSelected, isFocusVisible }) => (
        <>
          <span
            aria-hidden
            className={`flex h-5 w-9 items-center rounded-full border p-0.5 ${isSelected ? "justify-end border-accent bg-accent" : "justify-start border-line-strong bg-surface-2"} ${isFocusVisible ? "outline-2 outline-focus outline-offset-1" : ""}`}
          >
            <span className={`size-3.5 rounded-full ${isSelected ? "bg-on-accent" : "bg-text-3"}`} />
          </span>
          <span aria-hidden>{isSelected ? "On" : "Off"}</span>
        </>
      )}
    </Switch>
  );
}
