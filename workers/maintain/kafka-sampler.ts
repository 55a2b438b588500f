import type { Query } from "@/db/client";
import { saveKafkaAway, saveKafkaSight } from "@/db/queries/maintain/save-kafka-state";
import { saveLagSamples } from "@/db/queries/maintain/save-lag-samples";
import { describeCluster } from "../kafka/describe-cluster";
import { readingGroups } from "../kafka/reading-groups";
import type { Admin, Kafka } from "../kafka/types";

/** a broker that takes longer does not serve its clients either */
const PATIENCE_MS = 3_000;

/** Looks at Kafka for the console, which has no Kafka client: ends of topics, brokers, members of the group. */
export class KafkaSampler {
  #admin: Admin | undefined;

  /** Give it a client that gives up soon: it asks again by itself, and one that retries for long hides an outage. */
  constructor(
    private readonly options: { kafka: Kafka; sql: Query; groupId: string; topicPattern: RegExp },
  ) {}

  /** One look. That Kafka is away is a result, not an error. */
  async sample(): Promise<Record<string, unknown>> {
    const { sql, groupId, topicPattern } = this.options;
    const looked = await this.#patiently((admin) => describeCluster(admin, groupId, topicPattern));
    if ("away" in looked) {
      await saveKafkaAway(sql, looked.away);
      return looked;
    }
    const { ends, ...sight } = looked.found;
    await saveLagSamples(sql, ends);
    await saveKafkaSight(sql, sight);
    return { partitions: ends.length, members: sight.group.members.length };
  }

  /** How many groups read the topics that ingest reads: each of them is sent, and paid for, the whole stream again. */
  async fanOut(): Promise<Record<string, unknown>> {
    const looked = await this.#patiently(async (admin) => {
      const topics = (await admin.listTopics()).filter((topic) => this.options.topicPattern.test(topic));
      return { groups: (await readingGroups(admin, topics)).length, topics: topics.length };
    });
    return "away" in looked ? looked : looked.found;
  }

  async #patiently<T>(look: (admin: Admin) => Promise<T>): Promise<{ found: T } | { away: string }> {
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
      });
      const looking = this.#connected().then(look);
      looking.catch(() => undefined); // it may fail after its time is over
      return { found: await Promise.race([looking, late]) };
    } catch (error) {
      // A client whose request hangs may hang for good: the next look takes a new one.
      const admin = this.#admin;
      this.#admin = undefined;
      void admin?.disconnect().catch(() => undefined);
      return { away: error instanceof Error ? error.message : String(error) };
    } finally {
      clearTimeout(timer);
    }
  }

  async stop(): Promise<void> {
    await this.#admin?.disconnect().catch(() => undefined);
  }

  async #connected(): Promise<Admin> {
    if (this.#admin !== undefined) return this.#admin;
    const admin = this.options.kafka.admin();
    this.#admin = admin;
    await admin.connect();
    return admin;
  }
}
