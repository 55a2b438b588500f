import { z } from "zod";
import { latenciesByInstrument } from "@/db/queries/latency/read-latencies";
import { STAGES } from "@/domain/latency/stages";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { figuresOf, latencyFigures } from "@/server/services/latency/latency-figures";
import { latencyFilter, latencyQuestion } from "@/server/services/latency/latency-question";

export const latencyMarketsInput = z.strictObject({
  ...latencyFilter,
  stage: z.enum(STAGES).default("total"),
  by: z.enum(["exchange", "instrument"]).default("exchange"),
});

export const latencyMarketsOutput = z.array(
  z.object({
    key: z.string(),
    exchange: z.string(),
    /** null for a whole exchange */
    symbol: z.string().nullable(),
    figures: latencyFigures,
  }),
);

/** One stage by exchange or by instrument, each from its own counts. */
export async function compareMarkets(
  input: z.infer<typeof latencyMarketsInput>,
  now: Micros,
): Promise<z.infer<typeof latencyMarketsOutput>> {
  const rows = await latenciesByInstrument(database(), latencyQuestion(input, now), input.stage);
  const groups = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = input.by === "exchange" ? row.exchange : String(row.instrumentId);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups]
    .map(([key, group]) => ({
      key,
      exchange: group[0]?.exchange ?? "",
      symbol: input.by === "exchange" ? null : (group[0]?.symbol ?? null),
      figures: figuresOf(group),
    }))
    .sort((a, b) => a.exchange.localeCompare(b.exchange) || (a.symbol ?? "").localeCompare(b.symbol ?? ""));
}
