import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";

/** Microseconds since the epoch: how every time travels here (a safe integer until the year 2255). */
export type Micros = number;

export const MICROS_PER_SECOND = 1_000_000;

/**
 * `2026-08-09 14:03:07.123456` in the zone. Not through `Intl`: server and browser must print the same characters,
 * and their ICU versions differ.
 */
export function formatMicros(
  micros: Micros,
  zone: string,
  precision: "minute" | "second" | "milli" | "micro" = "micro",
): string {
  const minute = Math.floor(micros / MICROS_PER_MINUTE);
  const text = minuteText(minute, zone);
  if (precision === "minute") return text;
  const within = Math.floor(micros - minute * MICROS_PER_MINUTE);
  const seconds = `${text}:${padded(Math.floor(within / MICROS_PER_SECOND), 2)}`;
  if (precision === "second") return seconds;
  const fraction = padded(within % MICROS_PER_SECOND, 6);
  return `${seconds}.${precision === "milli" ? fraction.slice(0, 3) : fraction}`;
}

const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
/** A page shows many times of few minutes, and a zone's calendar is dear to ask: some hundred answers are kept. */
const MOST_MINUTES = 500;
const minuteTexts = new Map<string, string>();

/** `2026-08-09 14:03`. Zones differ from UTC by whole minutes, at least since anybody traded by computer. */
function minuteText(minute: number, zone: string): string {
  const key = `${minute} ${zone}`;
  const known = minuteTexts.get(key);
  if (known !== undefined) return known;
  const text = format(new TZDate(minute * 60_000, zone), "yyyy-MM-dd HH:mm");
  if (minuteTexts.size >= MOST_MINUTES) minuteTexts.clear();
  minuteTexts.set(key, text);
  return text;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

/** Only the time of day, with milliseconds: for a tape, where the day is known. */
export function formatTimeOfDay(micros: Micros, zone: string): string {
  return formatMicros(micros, zone, "milli").slice(11);
}

/** RFC 3339 in UTC with microseconds: for `dateTime`, copy and links. */
export function toIsoMicros(micros: Micros): string {
  return `${formatMicros(micros, "UTC").replace(" ", "T")}Z`;
}

const STEPS = [
  { size: 86_400, name: "d" },
  { size: 3_600, name: "h" },
  { size: 60, name: "min" },
] as const;

/** A length of time in at most two units: `3 h 12 min`, `42 s`, `350 ms`. */
export function formatDuration(micros: Micros): string {
  const sign = micros < 0 ? "−" : "";
  const size = Math.abs(micros);
  if (size < 1_000) return `${sign}${Math.round(size)} µs`;
  if (size < MICROS_PER_SECOND) return `${sign}${Math.round(size / 1_000)} ms`;
  const seconds = Math.floor(size / MICROS_PER_SECOND);
  for (const [index, step] of STEPS.entries()) {
    if (seconds < step.size) continue;
    const whole = Math.floor(seconds / step.size);
    const next = STEPS[index + 1] ?? { size: 1, name: "s" };
    const rest = Math.floor((seconds % step.size) / next.size);
    return `${sign}${whole} ${step.name}${rest > 0 && whole < 100 ? ` ${rest} ${next.name}` : ""}`;
  }
  return `${sign}${seconds} s`;
}

/** How long ago, for people: `now`, `42 s ago`, `in 5 min`; the further away, the coarser. */
export function formatRelative(micros: Micros, nowMicros: Micros): string {
  const age = nowMicros - micros;
  if (Math.abs(age) < 1.5 * MICROS_PER_SECOND) return "now";
  return age >= 0 ? `${formatDuration(coarse(age))} ago` : `in ${formatDuration(coarse(-age))}`;
}

/** Nobody needs the seconds of an hour. */
function coarse(age: Micros): Micros {
  const grain = [
    { from: 864_000, unit: 86_400 },
    { from: 36_000, unit: 3_600 },
    { from: 300, unit: 60 },
  ].find((step) => age >= step.from * MICROS_PER_SECOND);
  const unit = (grain?.unit ?? 1) * MICROS_PER_SECOND;
  return age < MICROS_PER_SECOND ? age : Math.floor(age / unit) * unit;
}
