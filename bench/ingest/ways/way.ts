import type { Log } from "@/runtime/log";
import type { Kafka } from "@/workers/kafka/types";

/** What a way of ingest is given: a topic of frames and an empty database. */
export interface WayInput {
  kafka: Kafka;
  databaseUrl: string;
  databaseSocket: string | undefined;
  /** K2's session timeout, records a transaction and so on are those of the product */
  topic: string;
  groupId: string;
  log: Log;
  /** told of records after their commit, with the time at which they were fetched and, where kept, published, ms */
  onCommitted(records: number, fetchedAtMs: number, publishedAtMs?: readonly number[]): void;
}

/** Starts to consume; gives what stops it. */
export type Way = (input: WayInput) => Promise<() => Promise<void>>;
