import type { InputSpec } from "@/domain/cost/inputs/input-specs";

/** What every kind of control is told. */
export interface ControlProps {
  spec: InputSpec;
  fieldId: string;
  value: unknown;
  resolved: number | boolean | string;
  isInvalid: boolean;
  describedBy: string;
  onChange: (value: unknown) => void;
}
