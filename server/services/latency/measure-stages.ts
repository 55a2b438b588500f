import { z } from "zod";
import { latenciesByStage } from "@/db/queries/latency/read-latencies";
import { BUDGET, STAGES } from "@/domain/latency/stages";
import { judgeTier, TIERS } from "@/domain/latency/tier";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { ENOUGH, figuresOf, latencyFigures } from "@/server/services/latency/latency-figures";
import { latencyFilter, latencyQuestion } from "@/server/services/latency/latency-question";

/** the last whole minute, and the one that runs */
const NOW_SECONDS = 60;

export const latencyStagesInput = z.strictObject(latencyFilter);

export const latencyStagesOutput = z.object({
  stages: z.array(
    z.object({
      stage: z.enum(STAGES),
      figures: latencyFigures,
      /** what K2 allows, ms */
      budget: z.object({ p50: z.number(), p99: z.number(), p999: z.number() }),
    }),
  ),
  /** of the last minutes, whatever the range: what is met right now */
  tier: z.object({
    n: z.number(),
    kind: z.enum(["met", "unsure", "missed", "clock", "unknown"]),
    name: z.enum(["L1", "L2", "L3"]).nullable(),
  }),
  tiers: z.array(z.object({ name: z.string(), word: z.string(), belowMicros: z.number() })),
  /** the sample that each percentile needs */
  enough: z.object({ p50: z.int(), p95: z.int(), p99: z.int(), p999: z.int() }),
});

/** Each stage and the whole, and the tier that the whole meets. */
export async function measureStages(
  input: z.infer<typeof latencyStagesInput>,
  now: Micros,
): Promise<z.infer<typeof latencyStagesOutput>> {
  const sql = database();
  const recent = latencyQuestion({ ...input, range: { lastSeconds: NOW_SECONDS } }, now);
  const [counts, nowCounts] = await Promise.all([
    latenciesByStage(sql, latencyQuestion(input, now)),
    latenciesByStage(sql, recent),
  ]);
  const stages = STAGES.map((stage) => ({
    stage,
    figures: figuresOf(counts.filter((one) => one.stage === stage)),
    budget: BUDGET[stage],
  }));
  const total = figuresOf(nowCounts.filter((one) => one.stage === "total"));
  const verdict = judgeTier(total.p50, total.p99);
  return {
    stages,
    tier: { n: total.n, kind: verdict.kind, name: "tier" in verdict ? verdict.tier.name : null },
    tiers: TIERS.map((one) => ({ ...one })),
    enough: ENOUGH,
  };
}
