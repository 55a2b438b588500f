import Decimal from "decimal.js";

/** A number that may be larger or finer than a double: decimals travel as strings, counts as bigint. */
export type ExactValue = string | bigint | number;

/** Its plain digits, as they are stored: what copy and hover give. */
export function exactDigits(value: ExactValue): string {
  return typeof value === "string" ? value : value.toString();
}

/**
 * Thousands separated, without ever passing through a float.
 * `groupThousands("-1234567.8900")` is `"-1,234,567.8900"`.
 */
export function groupThousands(value: ExactValue): string {
  const digits = exactDigits(value);
  const sign = digits.startsWith("-") ? "-" : "";
  const [whole = "", fraction] = digits.slice(sign.length).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return sign + grouped + (fraction === undefined ? "" : `.${fraction}`);
}

/** At most `places` decimals, rounded half up in decimal arithmetic; trailing zeros of the rounding go. */
export function roundDecimal(value: ExactValue, places: number): string {
  return new Decimal(exactDigits(value)).toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toFixed();
}

const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Exactly `places` decimals, rounded half up in decimal arithmetic: for columns, whose points must stand in line. */
export function fixedDecimal(value: ExactValue, places: number): string {
  const digits = exactDigits(value);
  // Nothing to round but zeros, as on a tape, where this is asked hundreds of times a second: no arithmetic.
  if (PLAIN.test(digits)) {
    const point = digits.indexOf(".");
    const whole = point < 0 ? digits : digits.slice(0, point);
    const fraction = point < 0 ? "" : digits.slice(point + 1).replace(/0+$/, "");
    if (fraction.length <= places) return places === 0 ? whole : `${whole}.${fraction.padEnd(places, "0")}`;
  }
  return new Decimal(exactDigits(value)).toFixed(places, Decimal.ROUND_HALF_UP);
}

/**
 * The decimals that these values need so that none is rounded and their points stand in line: venues pad theirs with
 * zeros that say nothing. At most 18.
 */
export function commonPlaces(values: Iterable<string>, least = 0): number {
  let places = least;
  for (const value of values) {
    const fraction = value.split(".")[1]?.replace(/0+$/, "") ?? "";
    places = Math.max(places, fraction.length);
  }
  return Math.min(places, 18);
}

/** Characters before the point of the widest of these values, with thousands separated. */
export function widestWhole(values: Iterable<string>, least = 0): number {
  let widest = least;
  for (const value of values) {
    const point = value.indexOf(".");
    const length = point < 0 ? value.length : point;
    if (length + (length - 1) / 3 > widest)
      widest = Math.max(widest, groupThousands(value.slice(0, length)).length);
  }
  return widest;
}

const UNITS = [
  { limit: 1e12, suffix: "T" },
  { limit: 1e9, suffix: "B" },
  { limit: 1e6, suffix: "M" },
  { limit: 1e4, suffix: "k", divisor: 1e3 },
] as const;

/** Three significant digits with a unit, for axes and counters: `12.3M`. Never where the exact value matters. */
export function compactNumber(value: ExactValue): string {
  const number = Number(exactDigits(value));
  for (const unit of UNITS) {
    if (Math.abs(number) >= unit.limit) {
      const divisor = "divisor" in unit ? unit.divisor : unit.limit;
      return `${trimZeros((number / divisor).toPrecision(3))}${unit.suffix}`;
    }
  }
  return Number.isInteger(number) ? groupThousands(number) : trimZeros(number.toPrecision(3));
}

/** A rate for people: whole above ten, one decimal below, and never "0" for what is merely slow. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return "0";
  if (perSecond < 0.1) return "< 0.1";
  return perSecond < 10 ? perSecond.toFixed(1) : groupThousands(Math.round(perSecond));
}

function trimZeros(text: string): string {
  if (text.includes("e")) return String(Number(text));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
