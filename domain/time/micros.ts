/** Microseconds since the epoch, as a safe integer (until the year 2255). */
export type Micros = number;

let cachedSecond = Number.NaN;
let cachedText = "";

/** `2024-08-08T23:54:15.342000Z`; for 0 ≤ µs below the year 10000. */
export function formatMicros(micros: Micros): string {
  const second = Math.floor(micros / 1_000_000);
  // Trades come in time order: the same second serves thousands of rows.
  if (second !== cachedSecond) {
    cachedText = new Date(second * 1000).toISOString().slice(0, 20);
    cachedSecond = second;
  }
  const rest = micros - second * 1_000_000;
  return `${cachedText}${(1_000_000 + rest).toString().slice(1)}Z`;
}

const shape =
  /^(\d{4,6})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?\s*(Z|[+-]\d\d(?::?\d\d)?(?::?\d\d)?)?$/;

/**
 * Reads an ISO 8601 or Postgres timestamp to the microsecond; digits past it are cut off. No zone means UTC.
 * @returns NaN where the text is no timestamp
 */
export function parseMicros(text: string): Micros {
  const match = shape.exec(text);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour, minute, second, fraction = "", zone = "Z"] = match;
  const base = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const micros = Number(fraction.slice(0, 6).padEnd(6, "0"));
  return base * 1000 + micros - zoneMicros(zone);
}

function zoneMicros(zone: string): number {
  if (zone === "Z") return 0;
  const digits = zone.slice(1).replaceAll(":", "");
  const seconds =
    Number(digits.slice(0, 2)) * 3600 +
    Number(digits.slice(2, 4) || 0) * 60 +
    Number(digits.slice(4, 6) || 0);
  return (zone.startsWith("-") ? -seconds : seconds) * 1_000_000;
}

/** The UTC day as `YYYYMMDD`. */
export function dayOf(micros: Micros): string {
  const text = formatMicros(micros);
  return text.slice(0, 4) + text.slice(5, 7) + text.slice(8, 10);
}

export const MICROS_PER_DAY = 86_400_000_000;
export const MICROS_PER_HOUR = 3_600_000_000;
export const MICROS_PER_MINUTE = 60_000_000;
