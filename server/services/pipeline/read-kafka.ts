import { z } from "zod";
import { readKafkaState } from "@/db/queries/pipeline/read-kafka-state";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { micros } from "@/server/trpc/exact";

/** looked at every two seconds; past this nobody looks */
const STALE_MICROS = 10_000_000;

export const kafkaStateInput = z.strictObject({});

export const kafkaStateOutput = z.object({
  serverTime: micros,
  /** `reached`: the last look answered; `away`: it did not; `unwatched`: no maintainer looks */
  condition: z.enum(["reached", "away", "unwatched"]),
  reachedAt: micros.nullable(),
  awaySince: micros.nullable(),
  error: z.string().nullable(),
  brokers: z.array(z.object({ id: z.int(), address: z.string(), controller: z.boolean() })),
  topics: z.array(
    z.object({
      topic: z.string(),
      partitions: z.int(),
      replicas: z.int(),
      underReplicated: z.int(),
      leaderless: z.int(),
    }),
  ),
  group: z
    .object({
      id: z.string(),
      state: z.string(),
      members: z.array(
        z.object({
          memberId: z.string(),
          clientId: z.string(),
          host: z.string(),
          partitions: z.array(z.string()),
        }),
      ),
    })
    .nullable(),
});

/** Kafka as a maintainer last saw it, with the age of that: this process has no Kafka client. */
export async function readKafka(now: Micros): Promise<z.infer<typeof kafkaStateOutput>> {
  const state = await readKafkaState(database());
  const watched = state !== null && now - state.askedAt < STALE_MICROS;
  return {
    serverTime: now,
    condition: !watched ? "unwatched" : state.awaySince === null ? "reached" : "away",
    reachedAt: state?.reachedAt ?? null,
    awaySince: state?.awaySince ?? null,
    error: state?.error ?? null,
    brokers: state?.sight?.brokers ?? [],
    topics: state?.sight?.topics ?? [],
    group: state?.sight?.group ?? null,
  };
}
