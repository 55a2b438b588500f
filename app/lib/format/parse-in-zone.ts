import { TZDate } from "@date-fns/tz";
import type { Micros } from "@/app/lib/format/time";
import { parseMicros } from "@/domain/time/micros";

const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?$/;

/**
 * `2026-08-09 14:03:07.123456` (time, seconds and fraction may be left out) in the zone; with a `Z` or an offset behind
 * it, as logs write it, in that. NaN where it is no date.
 */
export function parseInZone(written: string, zone: string): Micros {
  const text = written.trim();
  const match = WRITTEN.exec(text);
  if (match === null) return /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? parseMicros(text) : Number.NaN;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (month > 12 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const fraction = Number((match[7] ?? "").padEnd(6, "0"));
  return new TZDate(year, month - 1, day, hour, minute, second, zone).getTime() * 1_000 + fraction;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
