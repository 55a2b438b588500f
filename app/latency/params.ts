import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { STAGES } from "@/domain/latency/stages";

/** What the Latency page keeps in the URL, besides the top bar's. */
export const latencyParams = {
  exchange: parseAsString,
  /** of the chart and the comparison */
  stage: parseAsStringLiteral(STAGES).withDefault("total"),
  by: parseAsStringLiteral(["exchange", "instrument"] as const).withDefault("exchange"),
};

export const loadLatencyParams = createLoader(latencyParams);
