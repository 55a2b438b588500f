import { setTimeout as wait } from "node:timers/promises";
import { compression } from "@/workers/kafka/compression";
import type { Producer } from "@/workers/kafka/types";
import { readLines } from "./read-lines";
import { recordKey } from "./record-key";

export interface PublishOptions {
  file: string;
  topic: string;
  /** records a second; undefined = as fast as Kafka takes them */
  rate?: number | undefined;
  repeat: number;
  /** a fixed key in place of K2's */
  key?: string | undefined;
  /** drop what stands before the first space of each line, e.g. a receive time */
  stripPrefix: boolean;
  onProgress?: (records: number) => void;
  signal?: AbortSignal;
}

const BATCH_RECORDS = 1_000;
const BATCH_BYTES = 4 * 1024 * 1024;
const SPACE = 32;

/** Publishes a capture, one record a line, in order. @returns how many records Kafka confirmed */
export async function publishFile(producer: Producer, options: PublishOptions): Promise<number> {
  let sent = 0;
  const started = Date.now();
  for (let round = 0; round < options.repeat; round++) {
    let batch: { key: string; value: Buffer }[] = [];
    let bytes = 0;
    const flush = async () => {
      if (batch.length === 0) return;
      options.signal?.throwIfAborted();
      await producer.send({
        topic: options.topic,
        messages: batch,
        acks: -1,
        compression: compression.lz4,
      });
      sent += batch.length;
      batch = [];
      bytes = 0;
      options.onProgress?.(sent);
      if (options.rate !== undefined) {
        const ahead = (sent / options.rate) * 1000 - (Date.now() - started);
        if (ahead > 0) await wait(ahead, undefined, { signal: options.signal });
      }
    };
    const limit =
      options.rate === undefined ? BATCH_RECORDS : Math.max(1, Math.min(BATCH_RECORDS, options.rate / 20));
    for await (const line of readLines(options.file)) {
      const value = options.stripPrefix ? line.subarray(line.indexOf(SPACE) + 1) : line;
      batch.push({ key: options.key ?? recordKey(options.topic, value), value });
      bytes += value.length;
      if (batch.length >= limit || bytes >= BATCH_BYTES) await flush();
    }
    await flush();
  }
  return sent;
}
