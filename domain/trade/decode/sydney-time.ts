import { tzOffset } from "@date-fns/tz";

const HOUR = 3_600_000;
/** Sydney is 10 hours ahead of UTC, 11 in summer; clocks change on the hour, so an offset holds for a whole one. */
const STANDARD_HOURS = 10;
const SUMMER_HOURS = 11;
const MAX_HOURS = 10_000;

const offsets = new Map<number, number>();

/**
 * UTC milliseconds of a Sydney wall-clock time, by the IANA time zone data of the runtime.
 * @param wallMillis the wall-clock time as if it were UTC, in milliseconds
 * @returns NaN in the hour that is skipped in October; the first of the two in the hour that comes twice in April
 */
export function sydneyToUtc(wallMillis: number): number {
  const hour = Math.floor(wallMillis / HOUR);
  let offset = offsets.get(hour);
  if (offset === undefined) {
    offset = findOffset(hour * HOUR);
    if (offsets.size >= MAX_HOURS) offsets.clear();
    offsets.set(hour, offset);
  }
  return wallMillis - offset * HOUR;
}

/** The hours that Sydney is ahead at a wall-clock time; NaN where that time does not exist. */
function findOffset(wallMillis: number): number {
  for (const hours of [SUMMER_HOURS, STANDARD_HOURS]) {
    if (tzOffset("Australia/Sydney", new Date(wallMillis - hours * HOUR)) === hours * 60) return hours;
  }
  return Number.NaN;
}
