import type { Consumer, EachBatchPayload, Kafka } from "kafkajs";

export interface BatchConsumerOptions {
  groupId: string;
  topics: string[];
  sessionTimeoutMs: number;
  /** partitions of this worker that may be worked on side by side */
  concurrency: number;
  /** stores a batch and resolves what was stored; throwing makes kafkajs fetch the same again */
  onBatch: (payload: EachBatchPayload) => Promise<void>;
  /** the partitions that this member now owns */
  onAssigned: (assignment: Record<string, number[]>) => void;
  /** the client gave up: with `restarting` it begins again by itself */
  onCrash: (error: Error, restarting: boolean) => void;
}

/**
 * A consumer-group member that never commits by itself: the position in the database is the truth, and the offsets in
 * Kafka follow it. Connects and starts; `stop` leaves the group.
 */
export async function startBatchConsumer(kafka: Kafka, options: BatchConsumerOptions): Promise<Consumer> {
  const consumer = kafka.consumer({
    groupId: options.groupId,
    sessionTimeout: options.sessionTimeoutMs,
    rebalanceTimeout: Math.max(options.sessionTimeoutMs * 3, 30_000),
    heartbeatInterval: Math.floor(options.sessionTimeoutMs / 5),
    maxWaitTimeInMs: 100,
    minBytes: 1,
    // All twelve partitions of a topic fit into one answer: with larger shares the first ones would starve the others.
    maxBytesPerPartition: 256 * 1024,
    maxBytes: 4 * 1024 * 1024,
    allowAutoTopicCreation: false,
    metadataMaxAge: 30_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 20, restartOnFailure: async () => true },
  });
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => options.onAssigned(payload.memberAssignment));
  consumer.on(consumer.events.CRASH, ({ payload }) => options.onCrash(payload.error, payload.restart));
  await consumer.connect();
  await consumer.subscribe({ topics: options.topics, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: options.concurrency,
    eachBatch: options.onBatch,
  });
  return consumer;
}
