import type { Sql } from "@/db/client";
import { markSent, type SentItem } from "@/db/queries/replay/mark-sent";
import { releaseItems } from "@/db/queries/replay/release-items";
import type { SendableItem } from "@/db/queries/replay/take-items";
import { ownHeaders } from "@/domain/dead-letter/header-pairs";
import { writeReplayTicket } from "@/domain/dead-letter/replay-headers";
import { tracePublish } from "../job-trace";
import { isTooLarge } from "../kafka/too-large";
import type { Message, Producer } from "../kafka/types";

export interface SendDeps {
  sql: Sql;
  producer: Producer;
  /** how many partitions a topic has */
  partitionsOf(topic: string): Promise<number>;
  isRead(topic: string): boolean;
}

/**
 * Sends letters that are marked as being sent, each to the partition it came from, and writes down where they went.
 * What Kafka refuses for its size is given back.
 */
export async function sendLetters(
  deps: SendDeps,
  job: { id: bigint; token: string },
  items: readonly SendableItem[],
): Promise<void> {
  const topics = new Map<string, SendableItem[]>();
  for (const item of items) {
    const list = topics.get(item.topic);
    if (list === undefined) topics.set(item.topic, [item]);
    else list.push(item);
  }
  for (const [topic, list] of topics) {
    const partitions = await deps.partitionsOf(topic);
    const placed = list.filter((item) => item.partition !== null && item.partition < partitions);
    if (placed.length > 0) await send(deps, job, topic, placed, true);
    // Where the key picks the partition, only an answer for a single record says which one it was.
    for (const item of list) if (!placed.includes(item)) await send(deps, job, topic, [item], false);
  }
}

async function send(
  deps: SendDeps,
  job: { id: bigint; token: string },
  topic: string,
  items: readonly SendableItem[],
  placed: boolean,
): Promise<void> {
  try {
    const answers = await tracePublish(topic, items.length, (trace) =>
      deps.producer.send({
        topic,
        acks: -1,
        messages: items.map((item, index) => messageOf(item, job.token, placed, index === 0 ? trace : {})),
      }),
    );
    const next = new Map(answers.map((one) => [one.partition, BigInt(one.baseOffset ?? "0")]));
    const sent: SentItem[] = items.map((item) => {
      const partition = placed ? (item.partition ?? 0) : (answers[0]?.partition ?? 0);
      const offset = next.get(partition) ?? 0n;
      next.set(partition, offset + 1n);
      return { letterId: item.letterId, partition, offset };
    });
    await markSent(deps.sql, job.id, sent, deps.isRead(topic));
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    const [only] = items;
    if (items.length > 1 || only === undefined) {
      for (const item of items) await send(deps, job, topic, [item], placed);
      return;
    }
    const note = `Kafka refuses it for its size (${only.value?.length ?? 0} bytes); the letter waits again.`;
    await releaseItems(deps.sql, job.id, { state: "skipped", note, letterIds: [only.letterId] });
  }
}

/** A letter whose frame was traced goes on in that trace, but for the one that shows the way of the job's. */
function messageOf(
  item: SendableItem,
  token: string,
  placed: boolean,
  trace: Record<string, string>,
): Message {
  const ticket = { letterId: item.letterId, token, attempt: item.attempt };
  return {
    key: item.key,
    value: item.value,
    headers: { ...ownHeaders(item.headers), ...writeReplayTicket(ticket), ...trace },
    ...(placed && item.partition !== null ? { partition: item.partition } : {}),
  };
}
