import { setTimeout as wait } from "node:timers/promises";
import kafkajs, { type Admin } from "kafkajs";

/** A topic as it should be where it does not exist yet. */
export type TopicSpec = {
  topic: string;
  partitions?: number;
  replicationFactor?: number;
  /** Topic settings by Kafka's names, e.g. `retention.ms`. */
  config?: Readonly<Record<string, string>>;
};

const CREATE_TIMEOUT_MS = 15_000;

/**
 * Creates the topics that are missing and waits for their leaders; existing topics are left as they are, whatever
 * their settings. Safe to run in several processes at once. Resolves with the names that this call created.
 */
export async function ensureTopics(admin: Admin, specs: readonly TopicSpec[]): Promise<string[]> {
  const existing = new Set(await admin.listTopics());
  const missing = specs.filter(({ topic }) => !existing.has(topic));
  const created: string[] = [];
  // One request a topic: a batch that meets one existing topic rejects as a whole.
  for (const spec of missing) if (await createTopic(admin, spec)) created.push(spec.topic);
  return created;
}

async function createTopic(admin: Admin, spec: TopicSpec): Promise<boolean> {
  const created = await tryCreate(admin, spec);
  await leadersKnown(admin, spec.topic);
  return created;
}

/** Whether this call made it; another may have been faster. */
async function tryCreate(admin: Admin, spec: TopicSpec): Promise<boolean> {
  try {
    return await admin.createTopics({
      // The client's own wait gives up where a busy broker does not know its new topic yet.
      waitForLeaders: false,
      timeout: CREATE_TIMEOUT_MS,
      topics: [
        {
          topic: spec.topic,
          numPartitions: spec.partitions ?? 1,
          replicationFactor: spec.replicationFactor ?? -1,
          configEntries: Object.entries(spec.config ?? {}).map(([name, value]) => ({ name, value })),
        },
      ],
    });
  } catch (error) {
    if (isAlreadyThere(error)) return false;
    throw error;
  }
}

async function leadersKnown(admin: Admin, topic: string): Promise<void> {
  for (const deadline = performance.now() + CREATE_TIMEOUT_MS; ; await wait(50)) {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      if (
        topics.every(({ partitions }) => partitions.length > 0 && partitions.every((one) => one.leader >= 0))
      )
        return;
    } catch (error) {
      if (!isNotThereYet(error) || performance.now() > deadline) throw error;
    }
    if (performance.now() > deadline) throw new Error(`${topic} got no leaders in ${CREATE_TIMEOUT_MS} ms`);
  }
}

function isNotThereYet(error: unknown): boolean {
  return (
    error instanceof kafkajs.KafkaJSProtocolError &&
    ["UNKNOWN_TOPIC_OR_PARTITION", "LEADER_NOT_AVAILABLE", "NOT_LEADER_FOR_PARTITION"].includes(error.type)
  );
}

function isAlreadyThere(error: unknown): boolean {
  if (error instanceof kafkajs.KafkaJSAggregateError) return error.errors.every(isAlreadyThere);
  return error instanceof kafkajs.KafkaJSProtocolError && error.type === "TOPIC_ALREADY_EXISTS";
}
