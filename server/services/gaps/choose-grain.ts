import type { CompletenessGrain } from "@/db/queries/gaps/rank-completeness";
import { MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE } from "@/domain/time/micros";
import type { ResolvedRange } from "@/server/time-range";

export const GRAIN_MICROS: Readonly<Record<CompletenessGrain, number>> = {
  "1m": MICROS_PER_MINUTE,
  "1h": MICROS_PER_HOUR,
  "1d": MICROS_PER_DAY,
};

/** columns that a heatmap can show apart */
const MAX_MINUTES = 120;
const MAX_HOURS = 96;
const MAX_DAYS = 184;

/** The finest grain that a range has room for, and the range in whole buckets; a longer one loses its beginning. */
export function chooseGrain({ from, to }: ResolvedRange): ResolvedRange & { grain: CompletenessGrain } {
  const length = to - from;
  const grain =
    length <= MAX_MINUTES * MICROS_PER_MINUTE ? "1m" : length <= MAX_HOURS * MICROS_PER_HOUR ? "1h" : "1d";
  const bucket = GRAIN_MICROS[grain];
  const end = Math.ceil(to / bucket) * bucket;
  const begin = Math.floor(from / bucket) * bucket;
  return { grain, from: Math.max(begin, end - MAX_DAYS * MICROS_PER_DAY), to: end };
}
