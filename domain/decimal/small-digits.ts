/** A double counts exactly to 2^53, which has 16 digits. */
const SAFE_DIGITS = 15;

/**
 * All digits of a plain decimal without a sign as a number: `58000.12` → 5800012. NaN where it has more than 15 digits
 * or is no plain decimal: `digitsOf` reads those. Prices and quantities have 13 at most nearly everywhere.
 */
export function smallDigitsOf(text: string): number {
  const { length } = text;
  if (length === 0 || length > SAFE_DIGITS + 1) return Number.NaN;
  let digits = 0;
  let points = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i) - 48;
    if (code >= 0 && code <= 9) digits = digits * 10 + code;
    else if (code === -2 && points === 0) points = 1;
    else return Number.NaN;
  }
  return length - points <= SAFE_DIGITS ? digits : Number.NaN;
}
