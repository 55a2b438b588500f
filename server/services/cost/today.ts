import { formatMicros, type Micros } from "@/domain/time/micros";

/** The UTC day, `YYYY-MM-DD`. */
export function today(now: Micros): string {
  return formatMicros(now).slice(0, 10);
}
