import type { ApiOutput } from "@/app/lib/trpc/types";
import type { Stage } from "@/domain/latency/stages";

export type Stages = ApiOutput["latency"]["stages"];
type Figures = Stages["stages"][number]["figures"];
export type Percentile = Figures["p50"];

export const STAGE: Record<Stage, { word: string; note: string }> = {
  "exchange-kafka": {
    word: "Exchange to Kafka",
    note: "the network, the feed, the broker; two machines' clocks",
  },
  "kafka-fetched": { word: "Kafka to fetched", note: "waiting in the topic, the fetch" },
  "fetched-committed": { word: "Fetched to committed", note: "decode, classify, COPY, commit" },
  total: {
    word: "Exchange to queryable",
    note: "the whole, measured on each trade; a committed row can be queried at once",
  },
};

/** Two significant digits or whole milliseconds: buckets are 9 % wide, more would be invented. */
export function latencyText(micros: number): string {
  const sign = micros < 0 ? "−" : "";
  const size = Math.abs(micros);
  const of = (value: number, unit: string) =>
    `${sign}${value >= 10 ? Math.round(value) : Number(value.toPrecision(2))} ${unit}`;
  if (size < 1_000) return of(size, "µs");
  if (size < 1_000_000) return of(size / 1_000, "ms");
  if (size < 120_000_000) return of(size / 1_000_000, "s");
  if (size < 7_200_000_000) return of(size / 60_000_000, "min");
  return of(size / 3_600_000_000, "h");
}

/** `31 ms (29 to 34 ms)`; the interval holds the true percentile 95 times in 100. */
export function intervalText({ low, high }: NonNullable<Percentile>): string {
  return `${latencyText(low)} to ${latencyText(high)}`;
}

const VERDICT: Record<Stages["tier"]["kind"], (name: string) => string> = {
  met: (name) => `${name} is met`,
  unsure: (name) => `perhaps ${name}: the interval reaches past it`,
  missed: () => "no tier is met",
  clock: () => "it cannot be told: half of the trades come before they happened, by the exchange's clock",
  unknown: () => "too few trades to tell",
};

export const tierVerdict = ({ kind, name }: Stages["tier"]): string => VERDICT[kind](name ?? "");
