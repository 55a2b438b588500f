/** A whole number of a query; undefined where it is not given, null where it is none. */
export function wholeParam(query: URLSearchParams, name: string): bigint | undefined | null {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  return /^\d{1,20}$/.test(text) ? BigInt(text) : null;
}
