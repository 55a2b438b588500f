import type { Query } from "../../client";

/** What a maintainer saw of Kafka; read again by `readKafkaState`. */
export interface KafkaSight {
  brokers: { id: number; address: string; controller: boolean }[];
  topics: {
    topic: string;
    partitions: number;
    replicas: number;
    /** partitions with fewer in-sync replicas than replicas */
    underReplicated: number;
    /** partitions that nobody leads: they take and give nothing */
    leaderless: number;
  }[];
  group: {
    id: string;
    state: string;
    members: { memberId: string; clientId: string; host: string; partitions: string[] }[];
  };
}

/** Kafka answered. */
export async function saveKafkaSight(sql: Query, sight: KafkaSight): Promise<void> {
  await sql`
    insert into kafka_state (asked_at, reached_at, state) values (now(), now(), ${JSON.stringify(sight)}::text::jsonb)
    on conflict (id) do update set asked_at = now(), reached_at = now(), away_since = null, error = null,
      state = excluded.state`;
}

/** Kafka did not answer; what was seen before stays, with its age. */
export async function saveKafkaAway(sql: Query, error: string): Promise<void> {
  await sql`
    insert into kafka_state (asked_at, away_since, error) values (now(), now(), ${error})
    on conflict (id) do update set asked_at = now(), away_since = coalesce(kafka_state.away_since, now()),
      error = excluded.error`;
}
