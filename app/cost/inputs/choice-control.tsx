"use client";

import type { ControlProps } from "@/app/cost/inputs/control-props";
import { Select } from "@/app/ui/select";

const BY_SCALE = "by-scale";

/** One of a few. An input that follows the scale has that as its first choice. */
export function ChoiceControl(props: ControlProps & { choices: readonly string[] }) {
  const { spec, choices, fieldId, value, resolved, isInvalid, describedBy, onChange } = props;
  const followsScale = spec.fallback === null;
  const options = [
    ...(followsScale
      ? [{ value: BY_SCALE, label: value === null ? `${resolved}, by scale` : "By scale" }]
      : []),
    ...choices.map((choice) => ({ value: choice, label: choice })),
  ];
  return (
    <Select
      label={spec.label}
      hideLabel
      id={fieldId}
      isInvalid={isInvalid}
      describedBy={describedBy}
      options={options}
      value={value === null ? BY_SCALE : String(value)}
      onChange={(chosen) => onChange(chosen === BY_SCALE ? null : chosen)}
    />
  );
}
