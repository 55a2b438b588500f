/**
 * Exact decimals as an integer and a scale: value = digits / 10^scale. For sums on the hot path, where a decimal
 * library costs more than everything else; anything else uses decimal.js.
 */
export interface Scaled {
  digits: bigint;
  scale: number;
}

const powers: bigint[] = [];
function pow10(exponent: number): bigint {
  powers[exponent] ??= 10n ** BigInt(exponent);
  return powers[exponent] ?? 1n;
}

/** Digits after the point of a plain decimal. */
export function scaleOf(text: string): number {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

/** All digits of a plain decimal as an integer: `58000.12` → 5800012n. */
export function digitsOf(text: string): bigint {
  const point = text.indexOf(".");
  return BigInt(point < 0 ? text : text.slice(0, point) + text.slice(point + 1));
}

/** Adds to a running sum in place; the sum takes the larger scale, as Postgres's numeric does. */
export function addTo(sum: Scaled, digits: bigint, scale: number): void {
  if (scale === sum.scale) {
    sum.digits += digits;
  } else if (scale < sum.scale) {
    sum.digits += digits * pow10(sum.scale - scale);
  } else {
    sum.digits = sum.digits * pow10(scale - sum.scale) + digits;
    sum.scale = scale;
  }
}

/** Negative where a < b, 0 where they are equal, else positive. */
export function compareScaled(a: bigint, aScale: number, b: bigint, bScale: number): number {
  const left = aScale < bScale ? a * pow10(bScale - aScale) : a;
  const right = bScale < aScale ? b * pow10(aScale - bScale) : b;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The plain decimal, with all digits of its scale: 5800012n, 2 → `58000.12`. */
export function formatScaled({ digits, scale }: Scaled): string {
  if (scale === 0) return digits.toString();
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, "0");
  const point = text.length - scale;
  return `${negative ? "-" : ""}${text.slice(0, point)}.${text.slice(point)}`;
}
