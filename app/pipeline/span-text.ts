import { formatDuration } from "@/app/lib/format/time";

/** Seconds in words; never finer than a second: lags are sampled every two. */
export function spanText(seconds: number): string {
  return seconds < 1 ? "under 1 s" : formatDuration(Math.round(seconds) * 1_000_000);
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** `12.3 MiB` */
export function bytesText(bytes: bigint): string {
  let value = Number(bytes);
  let unit = 0;
  while (value >= 1_024 && unit < UNITS.length - 1) {
    value /= 1_024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}
