import { formatRate, groupThousands } from "@/app/lib/format/decimal";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { spanText } from "@/app/pipeline/span-text";
import { topicSums } from "@/app/pipeline/topic-sums";
import type { Tone } from "@/app/ui/tone";
import { degradation } from "@/domain/health/degradation";

/** What is known by now; undefined what was not answered yet, or could not be. */
export interface FlowFacts {
  feeds: ApiOutput["feeds"]["list"]["feeds"] | undefined;
  kafka: ApiOutput["pipeline"]["kafka"] | undefined;
  partitions: ApiOutput["pipeline"]["partitions"]["partitions"] | undefined;
  workers: ApiOutput["pipeline"]["workers"] | undefined;
}

export interface FlowStop {
  name: string;
  tone: Tone;
  value: string;
  note: string;
}

const UNKNOWN = { tone: "neutral", value: "—", note: "not known" } as const;

/** The stops on the way of a trade. Nothing is well, and nothing is nought, that nobody has answered. */
export function flowStops({ feeds, kafka, partitions, workers }: FlowFacts): FlowStop[] {
  const sums = partitions === undefined ? undefined : topicSums(partitions);
  const lag = sums?.reduce((sum, one) => sum + (one.lag ?? 0n), 0n);
  const reached = kafka?.condition === "reached";
  const perSecond = (values: (number | null)[] | undefined) =>
    values === undefined || !reached
      ? "—"
      : `${formatRate(values.reduce<number>((sum, one) => sum + (one ?? 0), 0))}/s`;
  return [
    { name: "Exchanges", ...exchanges(feeds) },
    {
      name: "Kafka",
      ...(kafka === undefined
        ? UNKNOWN
        : {
            tone: reached ? "ok" : "bad",
            value: perSecond(sums?.map((one) => one.produced)),
            note: `${counted(kafka.brokers.length, "broker")}, ${sums === undefined ? "topics not known" : counted(sums.length, "topic")}`,
          }),
    },
    {
      name: "Waiting",
      ...(sums === undefined || lag === undefined || !reached ? UNKNOWN : waiting(sums, lag)),
    },
    { name: "Workers", ...running(workers, lag) },
    {
      name: "Tables",
      ...(partitions === undefined
        ? UNKNOWN
        : {
            tone: partitions.every((one) => one.accountedFor) ? "ok" : "bad",
            value: perSecond(sums?.map((one) => one.consumed)),
            note: "stored and accounted for",
          }),
    },
  ];
}

function exchanges(feeds: FlowFacts["feeds"]): Omit<FlowStop, "name"> {
  if (feeds === undefined) return UNKNOWN;
  const connected = feeds.filter((one) => one.state !== null);
  const flowing = connected.filter((one) => one.state === "open");
  return {
    tone: connected.length === flowing.length ? "ok" : "warn",
    value: `${flowing.length} of ${connected.length}`,
    note: "feeds open",
  };
}

function waiting(sums: ReturnType<typeof topicSums>, lag: bigint): Omit<FlowStop, "name"> {
  const behind = Math.max(0, ...sums.map((one) => one.lagSeconds ?? 0));
  return {
    tone: behind > 30 ? "warn" : "ok",
    value: groupThousands(lag),
    note: lag === 0n ? "nothing is unread" : `the oldest for ${spanText(behind)}`,
  };
}

function running(workers: FlowFacts["workers"], lag: bigint | undefined): Omit<FlowStop, "name"> {
  if (workers === undefined) return UNKNOWN;
  const count = workers.filter((one) => one.condition === "running").length;
  const level =
    lag === undefined
      ? ""
      : `; K2's level: ${degradation({ lag: Number(lag), heapRatio: 0 })
          .name.toLowerCase()
          .replace("_", " ")}`;
  return { tone: count > 0 ? "ok" : "bad", value: String(count), note: `running${level}` };
}

const counted = (n: number, word: string) => `${n} ${word}${n === 1 ? "" : "s"}`;
