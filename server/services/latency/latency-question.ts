import { z } from "zod";
import type { LatencyQuestion } from "@/db/queries/latency/read-latencies";
import { MICROS_PER_HOUR, MICROS_PER_MINUTE, type Micros } from "@/domain/time/micros";
import { resolveRange, timeRange } from "@/server/time-range";
import { int4Id } from "@/server/trpc/exact";

export const latencyFilter = {
  range: timeRange,
  exchange: z.string().min(1).max(100).nullable().default(null),
  instrumentId: int4Id.nullable().default(null),
};
const filter = z.strictObject(latencyFilter);

/** minutes are read up to here, hours beyond */
const MINUTES_UP_TO = 6 * MICROS_PER_HOUR;

/** The question of a filter: whole minutes, or whole hours where the range is long or minutes are gone. */
export function latencyQuestion(input: z.infer<typeof filter>, now: Micros): LatencyQuestion {
  const range = resolveRange(input.range, now);
  const to = Math.min(range.to, now + MICROS_PER_MINUTE);
  const grain =
    to - range.from <= MINUTES_UP_TO && now - range.from < 47 * MICROS_PER_HOUR ? "minute" : "hour";
  const unit = grain === "minute" ? MICROS_PER_MINUTE : MICROS_PER_HOUR;
  return {
    from: Math.floor(range.from / unit) * unit,
    to,
    exchange: input.exchange,
    instrumentId: input.instrumentId,
    grain,
  };
}
