/**
 * A JSON number's literal in plain digits, exactly: `6E-8` → `0.00000006`, `1.50e1` → `15.0`. Literals without an
 * exponent come back untouched, trailing zeros and all.
 * @returns null where either side of the point would need more than `maxDigits` digits: `1e999999999` must cost nothing.
 */
export function expandExponent(literal: string, maxDigits: number): string | null {
  const e = exponentAt(literal);
  if (e < 0) return literal;
  const negative = literal.startsWith("-");
  const mantissa = literal.slice(negative ? 1 : 0, e);
  const dot = mantissa.indexOf(".");
  const whole = dot < 0 ? mantissa : mantissa.slice(0, dot);
  const fraction = dot < 0 ? "" : mantissa.slice(dot + 1);
  const digits = whole + fraction;
  if (/^0*$/.test(digits)) return "0";
  const exponent = Number(literal.slice(e + 1));
  const point = whole.length + exponent;
  const sign = negative ? "-" : "";
  if (point > digits.length + maxDigits || point < -maxDigits) return null;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  const left = digits
    .slice(0, point)
    .padEnd(point, "0")
    .replace(/^0+(?=\d)/, "");
  const right = digits.slice(point);
  return sign + left + (right === "" ? "" : `.${right}`);
}

function exponentAt(literal: string): number {
  const lower = literal.indexOf("e");
  return lower >= 0 ? lower : literal.indexOf("E");
}
