import type { Sql } from "@/db/client";
import { listUnpublished, type OutboxLetter } from "@/db/queries/dead-letters/list-unpublished";
import { markPublished } from "@/db/queries/dead-letters/mark-published";
import { dlqTopicOf } from "@/domain/dead-letter/dlq-topic";
import { ensureTopics } from "../kafka/ensure-topics";
import { isTooLarge } from "../kafka/too-large";
import type { Admin, Message, Producer } from "../kafka/types";
import { outboxMessage, withoutValue } from "./outbox-message";

export interface RelayDeps {
  sql: Sql;
  admin: Admin;
  producer: Producer;
  /** partitions of a dead-letter topic that has to be made */
  partitions: number;
}

/** one relay at a time, whatever the number of workers */
const LOCK = 7_202_612;
const MAX_LETTERS = 500;
const MAX_BYTES = 4_000_000;

/**
 * Publishes the oldest letters of the outbox, at least once: a crash between Kafka and the database sends the same ids
 * again. @returns how many; 0 where none waits or another worker is at it
 */
export function relayOutbox(deps: RelayDeps, topicsMade: Set<string>): Promise<number> {
  return deps.sql.begin(async (tx) => {
    const [lock] = await tx<{ held: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK}) as held`;
    if (lock?.held !== true) return 0;
    const letters = await listUnpublished(tx, MAX_LETTERS, MAX_BYTES);
    if (letters.length === 0) return 0;
    const topics = new Map<string, OutboxLetter[]>();
    for (const letter of letters) {
      const topic = dlqTopicOf(letter.topic);
      const list = topics.get(topic);
      if (list === undefined) topics.set(topic, [letter]);
      else list.push(letter);
    }
    for (const [topic, list] of topics) {
      if (!topicsMade.has(topic)) {
        await ensureTopics(deps.admin, [{ topic, partitions: deps.partitions }]);
        topicsMade.add(topic);
      }
      await publish(deps.producer, topic, list.map(outboxMessage));
    }
    await markPublished(
      tx,
      letters.map((letter) => letter.id),
    );
    return letters.length;
  });
}

async function publish(producer: Producer, topic: string, messages: Message[]): Promise<void> {
  try {
    await producer.send({ topic, messages, acks: -1 });
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    const [only] = messages;
    if (messages.length === 1 && only !== undefined) {
      if (only.value === null) throw error;
      return publish(producer, topic, [withoutValue(only)]);
    }
    for (const message of messages) await publish(producer, topic, [message]);
  }
}
