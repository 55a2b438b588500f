import { formatMicros, MICROS_PER_DAY, type Micros } from "@/domain/time/micros";

/** `2026-11-24 19:41 to 19:46 UTC`: what a measurement covers, to the minute. */
export function windowText(from: Micros, to: Micros): string {
  const [start = "", end = ""] = [from, to].map((at) => formatMicros(at).slice(0, 16).replace("T", " "));
  const sameDay = Math.floor(from / MICROS_PER_DAY) === Math.floor(to / MICROS_PER_DAY);
  return `${start} to ${sameDay ? end.slice(11) : end} UTC`;
}
