import { z } from "zod";
import { lagCourses } from "@/db/queries/pipeline/lag-courses";
import { readKafkaState } from "@/db/queries/pipeline/read-kafka-state";
import { listPartitions } from "@/db/queries/web/list-partitions";
import { lagTrend } from "@/domain/lag/lag-trend";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { judgeLedger } from "@/server/services/ledger/judge-ledger";
import { micros } from "@/server/trpc/exact";

export const partitionStatesInput = z.strictObject({});

export const partitionState = z.object({
  id: z.int(),
  topic: z.string(),
  partition: z.int(),
  nextOffset: z.bigint(),
  consumed: z.bigint(),
  decoded: z.bigint(),
  ignored: z.bigint(),
  deadLettered: z.bigint(),
  tradesDecoded: z.bigint(),
  stored: z.bigint(),
  duplicates: z.bigint(),
  lost: z.bigint(),
  accountedFor: z.boolean(),
  /** records behind the topic's end when that was last sampled; null where nobody samples */
  lag: z.bigint().nullable(),
  /** age of the last record read, where more waits; 0 without a lag */
  lagSeconds: z.number().nullable(),
  trend: z.enum(["unknown", "none", "steady", "growing", "shrinking"]),
  /** records a second by which the lag grows or shrinks */
  trendPerSecond: z.number().nullable(),
  /** until nothing is left to read, should it go on like this */
  etaSeconds: z.number().nullable(),
  producedPerSecond: z.number().nullable(),
  consumedPerSecond: z.number().nullable(),
  lowOffset: z.bigint().nullable(),
  endOffset: z.bigint().nullable(),
  sampledAt: micros.nullable(),
  /** client id of the group's member that reads it */
  reader: z.string().nullable(),
  lastRecordAt: micros.nullable(),
  movedAt: micros,
  haltedAt: micros.nullable(),
  haltReason: z.string().nullable(),
});
export type PartitionState = z.infer<typeof partitionState>;

export const partitionStatesOutput = z.object({ serverTime: micros, partitions: z.array(partitionState) });

/** Every partition with its account, its lag and where that goes. */
export async function listPartitionStates(now: Micros): Promise<z.infer<typeof partitionStatesOutput>> {
  const sql = database();
  const [rows, courses, kafka] = await Promise.all([
    listPartitions(sql),
    lagCourses(sql),
    readKafkaState(sql),
  ]);
  const known = new Map(courses.map((one) => [`${one.topic}/${one.partition}`, one]));
  const readers = new Map(
    kafka?.sight?.group.members.flatMap(({ clientId, partitions }) =>
      partitions.map((name) => [name, clientId] as const),
    ),
  );
  const partitions = rows.map((row): PartitionState => {
    const name = `${row.topic}/${row.partition}`;
    const course = known.get(name);
    const { endOffset } = row;
    const lag = endOffset === null ? null : endOffset > row.nextOffset ? endOffset - row.nextOffset : 0n;
    const trend = lagTrend({
      lag: Number(lag ?? 0n),
      perSecond: course?.perSecond ?? null,
      spanSeconds: course?.spanSeconds ?? 0,
    });
    return {
      ...row,
      endOffset,
      accountedFor: judgeLedger(row).accountedFor,
      lag,
      lagSeconds:
        lag === null
          ? null
          : lag === 0n || row.lastRecordAt === null
            ? 0
            : Math.max(0, (now - row.lastRecordAt) / 1e6),
      trend: lag === null ? "unknown" : trend.kind,
      trendPerSecond: "perSecond" in trend ? trend.perSecond : null,
      etaSeconds: trend.kind === "shrinking" ? trend.etaSeconds : null,
      producedPerSecond: course?.producedPerSecond ?? null,
      consumedPerSecond: course?.consumedPerSecond ?? null,
      lowOffset: course?.low ?? null,
      reader: readers.get(name) ?? null,
    };
  });
  return { serverTime: now, partitions };
}
