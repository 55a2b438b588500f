import type { ApiOutput } from "@/app/lib/trpc/types";

export type Partition = ApiOutput["pipeline"]["partitions"]["partitions"][number];

export interface TopicSum {
  topic: string;
  partitions: number;
  lag: bigint | null;
  lagSeconds: number | null;
  produced: number | null;
  consumed: number | null;
  /** records of the fullest partition over the mean; 1 = even, null where the topic is empty */
  skew: number | null;
}

/** The partitions of each topic in one line. Ages are those of the slowest. */
export function topicSums(partitions: readonly Partition[]): TopicSum[] {
  const topics = new Map<string, Partition[]>();
  for (const one of partitions) topics.set(one.topic, [...(topics.get(one.topic) ?? []), one]);
  return [...topics].map(([topic, rows]) => {
    const consumed = rows.map((one) => Number(one.consumed));
    const mean = consumed.reduce((sum, one) => sum + one, 0) / rows.length;
    return {
      topic,
      partitions: rows.length,
      lag: rows.some((one) => one.lag !== null) ? rows.reduce((sum, one) => sum + (one.lag ?? 0n), 0n) : null,
      lagSeconds: largest(rows.map((one) => one.lagSeconds)),
      produced: total(rows.map((one) => one.producedPerSecond)),
      consumed: total(rows.map((one) => one.consumedPerSecond)),
      skew: mean > 0 ? Math.max(...consumed) / mean : null,
    };
  });
}

function known(values: readonly (number | null)[]): number[] {
  return values.filter((one) => one !== null);
}

function total(values: readonly (number | null)[]): number | null {
  const found = known(values);
  return found.length === 0
    ? null
    : Math.max(
        0,
        found.reduce((sum, one) => sum + one, 0),
      );
}

function largest(values: readonly (number | null)[]): number | null {
  const found = known(values);
  return found.length === 0 ? null : Math.max(...found);
}
