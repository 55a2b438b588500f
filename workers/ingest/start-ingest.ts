import pLimit, { type LimitFunction } from "p-limit";
import { connect, type Sql } from "@/db/client";
import type { FloodRules } from "@/domain/dead-letter/judge-flood";
import type { Log } from "@/runtime/log";
import { startBatchConsumer } from "../kafka/batch-consumer";
import { lowOffset } from "../kafka/low-offset";
import type { Admin, Consumer, EachBatchPayload, Kafka } from "../kafka/types";
import type { ResetRules } from "./classify";
import { fetchedRecords } from "./fetched-records";
import { InstrumentCache } from "./instrument-cache";
import { LatencyRecorder } from "./latency/latency-recorder";
import { matchingTopics } from "./matching-topics";
import * as metrics from "./metrics";
import { PartitionIngest } from "./partition-ingest";
import { PartitionLane } from "./partition-lane";
import { createSchemaRegistry, noRegistry, type SchemaSource } from "./schema-registry";
import { SharedCommits, SMALL_BATCH } from "./shared-commits";
import { TradeDays } from "./trade-days";
import type { CommitOutcome, DecodedBatch } from "./types";

export interface IngestOptions extends ResetRules {
  kafka: Kafka;
  databaseUrl: string;
  databaseSocket?: string | undefined;
  groupId: string;
  topicPattern: RegExp;
  sessionTimeoutMs: number;
  batchRecords: number;
  flood: FloodRules;
  schemaRegistryUrl?: string | undefined;
  workerId: string;
  build: string;
  log: Log;
  /** large batches worked on side by side: one is decoded while another waits for the database */
  concurrency?: number;
  /** how often new topics are looked for, ms */
  topicRefreshMs?: number;
  onCommitted?: (batch: DecodedBatch, outcome: CommitOutcome & { kind: "committed" }) => void;
}

export interface Ingest {
  /** `topic/partition` of all that this worker owns now */
  assignment(): string[];
  stop(): Promise<void>;
}

/** Small batches of as many share a transaction. */
const MOST_PARTITIONS_AT_ONCE = 64;
const HALT_CHECK_MS = 1_000;
const LATENCY_FLUSH_MS = 3_000;

/** Starts one ingest worker: a member of the consumer group that stores what it is assigned. */
export async function startIngest(options: IngestOptions): Promise<Ingest> {
  const { kafka, log } = options;
  const concurrency = options.concurrency ?? 4;
  const sql = connect({
    url: options.databaseUrl,
    socketDir: options.databaseSocket,
    max: concurrency + 2,
    applicationName: "k2-ingest",
  });
  const admin = kafka.admin();
  await admin.connect();
  const worker = new IngestWorker(options, sql, admin, concurrency);
  try {
    await worker.start();
  } catch (error) {
    await worker.stop();
    throw error;
  }
  log.info({ topics: worker.topics, group: options.groupId }, "ingest started");
  return worker;
}

class IngestWorker implements Ingest {
  topics: string[] = [];
  readonly #end = new AbortController();
  readonly #partitions = new Map<string, { partition: PartitionIngest; lane: PartitionLane }>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #committed = new Map<string, number>();
  readonly #commits: SharedCommits;
  readonly #large: LimitFunction;
  readonly #days: TradeDays;
  readonly #latencies: LatencyRecorder;
  readonly #schemas: SchemaSource;
  #consumer: Consumer | undefined;
  #assignment: string[] = [];
  #restarting: Promise<void> | undefined;

  constructor(
    private readonly options: IngestOptions,
    private readonly sql: Sql,
    private readonly admin: Admin,
    concurrency: number,
  ) {
    this.#large = pLimit(concurrency);
    this.#days = new TradeDays(sql);
    this.#latencies = new LatencyRecorder(options.workerId);
    this.#commits = new SharedCommits({
      sql,
      instruments: new InstrumentCache(sql),
      days: this.#days,
      latencies: this.#latencies,
      worker: options.workerId,
      resetWindowMicros: options.resetWindowMicros,
      resetJump: options.resetJump,
    });
    this.#schemas =
      options.schemaRegistryUrl === undefined ? noRegistry : createSchemaRegistry(options.schemaRegistryUrl);
  }

  assignment(): string[] {
    return this.#assignment;
  }

  async start(): Promise<void> {
    this.topics = await matchingTopics(this.admin, this.options.topicPattern);
    if (this.topics.length > 0) await this.#consume();
    this.#every(this.options.topicRefreshMs ?? 5_000, () => this.#takeNewTopics());
    // Kafka's own offsets only follow, for tools that show lag: once a second is enough.
    this.#every(1_000, () => this.#commitOffsets());
    this.#every(LATENCY_FLUSH_MS, () => this.#latencies.flush(this.sql, Date.now() * 1000));
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#restarting;
    await this.#commitOffsets().catch(() => undefined);
    // What is being stored gets its end; what waits for a database that is away is given up: nothing was moved.
    const grace = setTimeout(() => this.#end.abort(), 3_000);
    await this.#consumer
      ?.disconnect()
      .catch((error) => this.options.log.warn({ err: error }, "leaving the group"));
    await Promise.all([...this.#partitions.values()].map(({ lane }) => lane.idle()));
    clearTimeout(grace);
    this.#end.abort();
    await this.admin.disconnect();
    await this.#latencies.flush(this.sql, Date.now() * 1000).catch(() => undefined);
    await this.sql.end({ timeout: 5 });
  }

  async #consume(): Promise<void> {
    const { log } = this.options;
    this.#consumer = await startBatchConsumer(this.options.kafka, {
      groupId: this.options.groupId,
      topics: this.topics,
      sessionTimeoutMs: this.options.sessionTimeoutMs,
      concurrency: MOST_PARTITIONS_AT_ONCE,
      onBatch: (payload) => this.#onBatch(payload),
      onAssigned: (assignment) => {
        this.#assignment = Object.entries(assignment).flatMap(([topic, partitions]) =>
          partitions.map((partition) => `${topic}/${partition}`),
        );
        // Others may have moved what we had: each position is read again.
        for (const { partition } of this.#partitions.values()) partition.forget();
        log.info({ partitions: this.#assignment.length }, "assigned");
      },
      onCrash: (error, restarting) => {
        this.#onError(error.name);
        log.error({ err: error, restarting }, "consumer crashed");
      },
    });
  }

  async #takeNewTopics(): Promise<void> {
    const topics = await matchingTopics(this.admin, this.options.topicPattern);
    if (topics.every((topic) => this.topics.includes(topic))) return;
    this.options.log.info({ topics }, "new topics");
    this.topics = topics;
    const old = this.#consumer;
    this.#consumer = undefined;
    await old?.disconnect();
    await this.#consume();
  }

  /** Returns when the batch is being stored: meanwhile the next is fetched, which waits here for its turn. */
  async #onBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const fetchedAt = Date.now() * 1000;
    const { partition, lane } = this.#partition(batch.topic, batch.partition);
    await lane.free();
    // The batch before sent us elsewhere: what was fetched meanwhile comes again.
    if (payload.isStale()) return;
    const ingest = () => this.#ingest(payload, partition, fetchedAt);
    lane.start(() => (batch.messages.length > SMALL_BATCH ? this.#large(ingest) : ingest()));
    payload.resolveOffset(batch.lastOffset());
    await payload.heartbeat();
  }

  async #ingest(payload: EachBatchPayload, partition: PartitionIngest, fetchedAt: number): Promise<void> {
    const { batch, heartbeat } = payload;
    const key = { topic: batch.topic, partition: batch.partition };
    const again = () => this.#consumer?.seek({ ...key, offset: batch.firstOffset() ?? "0" });
    try {
      const result = await partition.ingest(fetchedRecords(batch.messages), fetchedAt, heartbeat);
      if (result.kind === "seek") this.#consumer?.seek({ ...key, offset: String(result.offset) });
      else if (result.kind === "done")
        this.#committed.set(`${batch.topic}\u0000${batch.partition}`, result.nextOffset);
      else {
        again();
        this.#watchHalted(payload);
      }
    } catch (error) {
      again();
      throw error;
    }
  }

  #partition(topic: string, partition: number): { partition: PartitionIngest; lane: PartitionLane } {
    const name = `${topic}/${partition}`;
    const known = this.#partitions.get(name);
    if (known !== undefined) return known;
    const ingest = new PartitionIngest(
      {
        sql: this.sql,
        days: this.#days,
        commit: (batch) => this.#commits.commit(batch),
        flood: this.options.flood,
        schemas: this.#schemas,
        build: this.options.build,
        log: this.options.log,
        signal: this.#end.signal,
        batchRecords: this.options.batchRecords,
        lowOffset: (name, number) => lowOffset(this.admin, name, number),
        onRetry: (code) => this.#onError(code || "other"),
        onCommitted: (batch, outcome) => this.#onCommitted(batch, outcome),
      },
      topic,
      partition,
    );
    const made = { partition: ingest, lane: new PartitionLane() };
    this.#partitions.set(name, made);
    return made;
  }

  /** A halted partition is left alone until somebody resumes it; the others go on. */
  #watchHalted({ batch, pause }: EachBatchPayload): void {
    const resume = pause();
    const timer = this.#every(HALT_CHECK_MS, async () => {
      const [row] = await this.sql<{ halted: boolean }[]>`
        select halted_at is not null as halted from partition_positions
        where topic = ${batch.topic} and partition = ${batch.partition}`;
      if (row?.halted) return;
      clearInterval(timer);
      this.#timers.delete(timer);
      resume();
    });
  }

  #onError(error_type: string): void {
    metrics.consumerErrors.inc({ error_type, consumer_group: this.options.groupId });
  }

  #onCommitted(batch: DecodedBatch, outcome: CommitOutcome & { kind: "committed" }): void {
    metrics.countCommitted(batch, outcome, this.options.groupId);
    this.options.onCommitted?.(batch, outcome);
  }

  async #commitOffsets(): Promise<void> {
    if (this.#consumer === undefined || this.#committed.size === 0) return;
    const offsets = [...this.#committed].map(([name, offset]) => {
      const [topic = "", partition = "0"] = name.split("\u0000");
      return { topic, partition: Number(partition), offset: String(offset) };
    });
    this.#committed.clear();
    await this.#consumer.commitOffsets(offsets);
  }

  #every(ms: number, task: () => Promise<void>): NodeJS.Timeout {
    let running = false;
    const timer = setInterval(() => {
      if (running) return;
      running = true;
      this.#restarting = task()
        .catch((error) => this.options.log.warn({ err: error }, "a periodic task failed; it runs again"))
        .finally(() => {
          running = false;
        });
    }, ms);
    this.#timers.add(timer);
    return timer;
  }
}
