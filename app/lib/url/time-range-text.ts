import { toIsoMicros } from "@/app/lib/format/time";
import { type Micros, parseMicros } from "@/domain/time/micros";

/** The range of the top bar: relative (it moves with the clock) or absolute (µs; `to` exclusive). */
export type UrlRange = { lastSeconds: number } | { from: Micros; to: Micros };

const UNIT_SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };
const MAX_SECONDS = 3_660 * 86_400;

/** `15m`, `1h`, `7d`, or `2026-08-09T12:00:00Z..2026-08-09T13:00:00Z`; null where it is neither. */
export function parseRange(text: string): UrlRange | null {
  const relative = /^(\d{1,5})([smhd])$/.exec(text);
  if (relative) {
    const seconds = Number(relative[1]) * (UNIT_SECONDS[relative[2] ?? ""] ?? 0);
    return seconds > 0 && seconds <= MAX_SECONDS ? { lastSeconds: seconds } : null;
  }
  const [from = "", to = "", ...more] = text.split("..");
  const range = { from: parseMicros(from), to: parseMicros(to) };
  const valid = more.length === 0 && Number.isSafeInteger(range.from) && Number.isSafeInteger(range.to);
  return valid && range.from >= 0 && range.from < range.to ? range : null;
}

/** The other way round; `parseRange(formatRange(range))` is the range. */
export function formatRange(range: UrlRange): string {
  if ("from" in range) return `${trimIso(range.from)}..${trimIso(range.to)}`;
  for (const unit of ["d", "h", "m"]) {
    const size = UNIT_SECONDS[unit] ?? 1;
    if (range.lastSeconds % size === 0) return `${range.lastSeconds / size}${unit}`;
  }
  return `${range.lastSeconds}s`;
}

function trimIso(micros: Micros): string {
  return toIsoMicros(micros).replace(/\.?0*Z$/, "Z");
}

const UNIT_NAME = { d: "day", h: "hour", m: "minute", s: "second" } as const;

/** `Last hour`, `Last 7 days`. */
export function describeRelative(lastSeconds: number): string {
  const text = formatRange({ lastSeconds });
  const count = Number.parseInt(text, 10);
  const unit = text.endsWith("d")
    ? UNIT_NAME.d
    : text.endsWith("h")
      ? UNIT_NAME.h
      : text.endsWith("m")
        ? UNIT_NAME.m
        : UNIT_NAME.s;
  return count === 1 ? `Last ${unit}` : `Last ${count} ${unit}s`;
}
