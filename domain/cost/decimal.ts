import DecimalJs from "decimal.js";

/**
 * Decimals of the cost model: 40 significant digits, so that no intermediate is rounded in a way a cent could see.
 * The clone keeps the precision ours whatever another module sets on the library's global constructor.
 */
const Exact = DecimalJs.clone({ precision: 40, rounding: DecimalJs.ROUND_HALF_EVEN });

export type Decimal = DecimalJs;

/** Places money leaves the model with at most; enough that the lines of an estimate still add up to its total. */
const MONEY_PLACES = 12;
const MONEY_MIN_PLACES = 6;

/** A number or decimal string as an exact decimal: a JS number is read by its shortest text, so 0.02 is 0.02. */
export function decimal(value: DecimalJs.Value): Decimal {
  return new Exact(value);
}

export const ZERO = decimal(0);
export const ONE = decimal(1);

export function sum(values: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
}

export function max(...values: Decimal[]): Decimal {
  return Exact.max(...values);
}

export function min(...values: Decimal[]): Decimal {
  return Exact.min(...values);
}

/**
 * Smallest whole number not below the value. A quotient such as 1/3 is inexact in its 40th digit; cutting to 30 first
 * keeps that dust from buying another broker.
 */
export function ceiling(value: Decimal): Decimal {
  return value.toSignificantDigits(30).ceil();
}

/** Money as it is published: half-even at 12 places. This is the only rounding in the model, and the last step. */
export function settle(value: Decimal): Decimal {
  return value.toDecimalPlaces(MONEY_PLACES);
}

/** USD as plain decimal text with 6 to 12 places. */
export function moneyText(value: Decimal): string {
  const settled = settle(value);
  return settled.toFixed(Math.max(MONEY_MIN_PLACES, settled.decimalPlaces()));
}
