import { z } from "zod";
import { latenciesByTime } from "@/db/queries/latency/read-latencies";
import { STAGES } from "@/domain/latency/stages";
import { MICROS_PER_HOUR, MICROS_PER_MINUTE, type Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { figuresOf, latencyFigures } from "@/server/services/latency/latency-figures";
import { latencyFilter, latencyQuestion } from "@/server/services/latency/latency-question";
import { micros } from "@/server/trpc/exact";

const MAX_POINTS = 180;

export const latencySeriesInput = z.strictObject({
  ...latencyFilter,
  stage: z.enum(STAGES).default("total"),
});

export const latencySeriesOutput = z.object({
  stepMicros: micros,
  /** ascending; a step without a measurement has n = 0 */
  points: z.array(z.object({ at: micros, figures: latencyFigures })),
});

/** One stage over time, each step from its own counts. */
export async function followLatency(
  input: z.infer<typeof latencySeriesInput>,
  now: Micros,
): Promise<z.infer<typeof latencySeriesOutput>> {
  const question = latencyQuestion(input, now);
  const unit = question.grain === "minute" ? MICROS_PER_MINUTE : MICROS_PER_HOUR;
  const to = Math.min(question.to, now);
  const step = unit * Math.max(1, Math.ceil((to - question.from) / unit / MAX_POINTS));
  const rows = await latenciesByTime(database(), question, input.stage, step);
  const points = [];
  for (let at = Math.floor(question.from / step) * step; at < to; at += step)
    points.push({ at, figures: figuresOf(rows.filter((one) => one.at === at)) });
  return { stepMicros: step, points };
}
