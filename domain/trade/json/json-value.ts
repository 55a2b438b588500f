/**
 * A JSON number whose digits matter, kept as the venue wrote them: `105433.60000`, `6E-8`, `16186782720000000`.
 * Plain integers below 10^15 are a `number`: those have one spelling only, so nothing is lost.
 */
export class JsonNumber {
  constructor(readonly literal: string) {}
}

export type JsonValue = null | boolean | number | string | JsonNumber | JsonValue[] | JsonObject;

export interface JsonObject {
  [key: string]: JsonValue;
}

/** Whether a value is a JSON object (not an array, not null, not a number that kept its digits). */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  );
}

/** The name of a value's JSON type, for messages: `string`, `array`, `nothing` where the field is absent. */
export function jsonTypeName(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (value instanceof JsonNumber) return "number";
  return typeof value;
}
