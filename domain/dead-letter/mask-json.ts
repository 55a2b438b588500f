import { isLosslessNumber } from "lossless-json";

export const MASK = "•••";

/** A parsed value with the values of these fields (by name, at any depth, whatever their case) hidden. */
export function maskJson(value: unknown, fields: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => maskJson(item, fields));
  if (typeof value !== "object" || value === null || isLosslessNumber(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      fields.has(key.toLowerCase()) ? MASK : maskJson(item, fields),
    ]),
  );
}
