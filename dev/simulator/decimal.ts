/**
 * Writes an integer count of units as a plain decimal: `formatUnits(6183763n, 2)` is `61837.63`.
 * Every price, size and sum that leaves the simulator is written here, so none ever was a float.
 */
export function formatUnits(units: bigint, decimals: number): string {
  if (units < 0n) return `-${formatUnits(-units, decimals)}`;
  const digits = units.toString();
  if (decimals === 0) return digits;
  const cut = digits.length - decimals;
  if (cut > 0) return `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return `0.${digits.padStart(decimals, "0")}`;
}

/** Writes units with `digits` digits after the point: Binance pads each price and size to eight. */
export function formatPadded(units: bigint, decimals: number, digits: number): string {
  const text = formatUnits(units, decimals);
  const zeros = digits - decimals;
  if (zeros <= 0) return text;
  return decimals === 0 ? `${text}.${"0".repeat(zeros)}` : text + "0".repeat(zeros);
}

/** Drops zeros at the end of a decimal, keeping at least `keep` digits after the point: `1.500`, 0 → `1.5`. */
export function trimZeros(text: string, keep = 0): string {
  const point = text.indexOf(".");
  if (point < 0) return text;
  let end = text.length;
  while (end > point + 1 + keep && text.charCodeAt(end - 1) === 48) end--;
  return end === point + 1 ? text.slice(0, point) : text.slice(0, end);
}

/** Reads a plain decimal into units; throws a RangeError where the text is no decimal or finer than the unit. */
export function parseUnits(text: string, decimals: number): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a plain decimal`);
  const fraction = trimZeros(`0.${match[3] ?? "0"}`).slice(2);
  if (fraction.length > decimals) {
    throw new RangeError(`"${text}" has ${fraction.length} decimals; this instrument trades in ${decimals}`);
  }
  const units = BigInt((match[2] ?? "0") + fraction.padEnd(decimals, "0"));
  return match[1] === "-" ? -units : units;
}
