import type { Micros } from "@/app/lib/format/time";
import type { UrlRange } from "@/app/lib/url/time-range-text";

/** The steps of a relative range, in seconds. */
export const RANGE_STEPS = [
  300,
  900,
  3_600,
  6 * 3_600,
  86_400,
  7 * 86_400,
  30 * 86_400,
  365 * 86_400,
] as const;

const LEAST_MICROS = 60_000_000;
const MOST_MICROS = 10 * 365 * 86_400_000_000;

/** Half a range earlier (-1) or later (1). A relative one becomes absolute; moved up to now it is relative again. */
export function moveRange(range: UrlRange, direction: -1 | 1, now: Micros): UrlRange {
  const span = "from" in range ? range.to - range.from : range.lastSeconds * 1_000_000;
  const to = "from" in range ? range.to : now;
  const moved = to + (direction * span) / 2;
  const seconds = Math.round(span / 1_000_000);
  if (moved >= now && seconds * 1_000_000 === span) return { lastSeconds: seconds };
  const end = Math.round(Math.min(moved, now));
  return { from: Math.max(0, end - span), to: end };
}

/** Half or twice the span: a relative range takes the next step, an absolute one keeps its middle. */
export function zoomRange(range: UrlRange, direction: "in" | "out"): UrlRange {
  if ("lastSeconds" in range) {
    const steps = direction === "in" ? [...RANGE_STEPS].reverse() : RANGE_STEPS;
    const next = steps.find((step) =>
      direction === "in" ? step < range.lastSeconds : step > range.lastSeconds,
    );
    return { lastSeconds: next ?? range.lastSeconds };
  }
  const span = range.to - range.from;
  const wanted = Math.min(Math.max(direction === "in" ? span / 2 : span * 2, LEAST_MICROS), MOST_MICROS);
  const middle = range.from + span / 2;
  return { from: Math.max(0, Math.round(middle - wanted / 2)), to: Math.round(middle + wanted / 2) };
}
