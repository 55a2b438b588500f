import type { Log } from "@/runtime/log";
import { createKafka } from "@/workers/kafka/client";
import { compression } from "@/workers/kafka/compression";
import { ensureTopics } from "@/workers/kafka/ensure-topics";
import { createProducer } from "@/workers/kafka/producer";
import type { Kafka, Producer } from "@/workers/kafka/types";
import { within } from "../wait";
import type { Frame } from "./frame";
import { FrameTraces } from "./frame-traces";

const WEEK_MS = 7 * 24 * 3_600_000;
const ALL_IN_SYNC = -1;
const SEND_TIMEOUT_MS = 30_000;
const DISCONNECT_MS = 2_000;

export interface TopicWriterOptions {
  brokers: readonly string[];
  clientId: string;
  topic: string;
  /** used where the topic does not exist yet */
  partitions: number;
  log: Log;
}

/** Writes frames to one topic: lz4, acknowledged by all in-sync replicas, what a retry repeats dropped by the broker. */
export class TopicWriter {
  readonly #options: TopicWriterOptions;
  readonly #kafka: Kafka;
  readonly #traces: FrameTraces;
  #producer: Promise<Producer> | undefined;
  #closed = false;

  constructor(options: TopicWriterOptions) {
    this.#options = options;
    this.#kafka = createKafka(options);
    this.#traces = new FrameTraces(options.topic);
  }

  /** Creates the topic where it is missing (7 days, as K2's). */
  async prepare(): Promise<void> {
    const { topic, partitions } = this.#options;
    const admin = this.#kafka.admin();
    try {
      await admin.connect();
      await ensureTopics(admin, [{ topic, partitions, config: { "retention.ms": String(WEEK_MS) } }]);
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
    await this.#connected();
  }

  /**
   * Resolves once every frame is acknowledged; the client retries for about 25 s before it rejects. After a rejection
   * the same frames must come again, as a whole and first: their numbers at the broker stay the same.
   */
  async write(frames: readonly Frame[]): Promise<void> {
    const producer = await this.#connected();
    const timestamp = String(Date.now());
    const trace = this.#traces.begin(frames);
    const sent = producer.send({
      topic: this.#options.topic,
      acks: ALL_IN_SYNC,
      timeout: SEND_TIMEOUT_MS,
      compression: compression.lz4,
      messages: frames.map(({ key, value, receivedMicros }, at) => ({
        key,
        value,
        timestamp,
        headers: { "k2-received-at": String(receivedMicros), ...(at === 0 ? trace?.headers : undefined) },
      })),
    });
    if (trace !== null)
      sent.then(
        () => trace.end(),
        (error) => trace.end(error),
      );
    await sent;
  }

  /** Forgets the producer, so that the next write begins with a new id. */
  async renew(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    if (producer === undefined) return;
    // With the broker away the client may wait for a connection it will not get.
    const disconnected = producer.then((connected) => connected.disconnect());
    await within(DISCONNECT_MS, "leaving Kafka", disconnected).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.renew();
  }

  #connected(): Promise<Producer> {
    if (this.#closed) return Promise.reject(new Error("the writer is closed"));
    if (this.#producer !== undefined) return this.#producer;
    const connecting = this.#connect();
    this.#producer = connecting;
    // A failed attempt must not be kept: the next caller tries anew.
    connecting.catch(() => {
      if (this.#producer === connecting) this.#producer = undefined;
    });
    return connecting;
  }

  async #connect(): Promise<Producer> {
    const producer = createProducer(this.#kafka, { idempotent: true });
    await producer.connect();
    return producer;
  }
}
