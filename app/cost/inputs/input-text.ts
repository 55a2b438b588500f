import { groupThousands } from "@/app/lib/format/decimal";
import type { InputGroup } from "@/domain/cost/inputs/field";
import type { InputSpec } from "@/domain/cost/inputs/input-specs";
import { readInputText } from "@/domain/cost/inputs/read-input-text";

/** The groups of the form, in its order. */
export const GROUP_TITLE: Readonly<Record<InputGroup, string>> = {
  traffic: "Traffic",
  kafka: "Kafka",
  workers: "Stream workers",
  database: "Database",
  storage: "Object storage",
  query: "Queries",
  observability: "Observability",
  network: "Network edge",
};

/** An input's value as a field shows it; what could not be read stays as it was typed. */
export function fieldText(value: unknown): string {
  return typeof value === "number" ? groupThousands(value) : String(value ?? "");
}

/** What was typed, as the value its input expects. Emptied, an input that follows the scale follows it again. */
export function readField(spec: InputSpec, text: string): unknown {
  const plain = text.replaceAll(",", "").trim();
  if (plain === "" && spec.fallback === null) return null;
  return readInputText(spec, plain);
}

/** `1 to 1,000 ×`: bounds and unit, in small print under a field. */
export function boundsText({ control, unit }: InputSpec): string {
  if (control.kind !== "number") return unit;
  return `${groupThousands(control.min)} to ${groupThousands(control.max)} ${unit}`.trim();
}

/** A value in a sentence: `3 groups`, `on`, `m7g`. */
export function valueText(value: number | boolean | string, unit: string): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  const text = typeof value === "number" ? groupThousands(value) : value;
  return unit === "" ? text : `${text} ${unit}`;
}
