import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import type { KafkaSight } from "../maintain/save-kafka-state";

export interface KafkaStateRow {
  askedAt: Micros;
  reachedAt: Micros | null;
  awaySince: Micros | null;
  error: string | null;
  /** null where it was never reached */
  sight: KafkaSight | null;
}

/** Kafka as a maintainer last saw it; null where none ever looked. */
export async function readKafkaState(sql: Query): Promise<KafkaStateRow | null> {
  const [row] = await sql<KafkaStateRow[]>`
    select (extract(epoch from asked_at) * 1000000)::float8 as "askedAt",
      (extract(epoch from reached_at) * 1000000)::float8 as "reachedAt",
      (extract(epoch from away_since) * 1000000)::float8 as "awaySince",
      error, case when reached_at is null then null else state end as sight
    from kafka_state where id = 1`;
  return row ?? null;
}
