/**
 * Whether two options of a chart have the same parts, whatever these say: then the second put over the first leaves
 * nothing of it, and the chart needs not be built anew. Data are taken whole by ECharts, however many they are.
 */
export function sameParts(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((part, index) => sameParts(part, other[index]));
  if (!isParts(one) || !isParts(other)) return kindOf(one) === kindOf(other);
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    one.type === other.type &&
    keys.every((key) => key in other && (key === "data" || sameParts(one[key], other[key])))
  );
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value;
}

function isParts(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
