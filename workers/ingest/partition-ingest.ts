import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "@/db/client";
import { databaseVerdict, errorCode } from "@/db/errors";
import { endFloodPass } from "@/db/queries/ingest/end-flood-pass";
import { haltPartition } from "@/db/queries/ingest/halt-partition";
import { openPosition } from "@/db/queries/ingest/open-position";
import { calm, type FloodRules, type FloodState, judgeFlood } from "@/domain/dead-letter/judge-flood";
import { type DecoderState, readDecoderState } from "@/domain/trade/decode/decoder-state";
import type { DecodeErrorDetail } from "@/domain/trade/decode-error";
import type { Log } from "@/runtime/log";
import { BatchTrace } from "./batch-trace";
import { decodeBatch } from "./decode-batch";
import { describeFlood, outcomeRuns } from "./flood-evidence";
import { type SchemaSource, withSchemas } from "./schema-registry";
import type { TradeDays } from "./trade-days";
import type { CommitOutcome, DecodedBatch, FetchedRecord } from "./types";

export interface PartitionDeps {
  sql: Sql;
  days: TradeDays;
  commit(batch: DecodedBatch): Promise<CommitOutcome>;
  schemas: SchemaSource;
  build: string;
  log: Log;
  /** aborts when the worker ends */
  signal: AbortSignal;
  batchRecords: number;
  flood: FloodRules;
  /** the lowest offset that Kafka still has */
  lowOffset(topic: string, partition: number): Promise<number>;
  /** an attempt failed, with this code, and is made again */
  onRetry(code: string): void;
  onCommitted(batch: DecodedBatch, outcome: CommitOutcome & { kind: "committed" }): void;
}

/** What the caller does next with this partition. */
export type IngestResult =
  | { kind: "done"; nextOffset: number }
  | { kind: "seek"; offset: number }
  | { kind: "halted" };

type Committed = "committed" | "moved" | "halted";

const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 5_000;

/** One partition of this worker: knows where it stands, and stores what is fetched of it, once and in order. */
export class PartitionIngest {
  #next: number | undefined;
  #state: DecoderState = readDecoderState(null);
  #soughtTo: number | undefined;
  #flood: FloodState = calm;
  /** a person lets the present flood go to the dead letters */
  #floodPass = false;
  readonly #unstorable = new Map<number, DecodeErrorDetail>();

  constructor(
    private readonly deps: PartitionDeps,
    readonly topic: string,
    readonly partition: number,
  ) {}

  /**
   * Stores records, however often it takes: a database that is away is waited for. `heartbeat` keeps the membership
   * in the consumer group meanwhile, and throws when it is lost.
   */
  async ingest(
    records: readonly FetchedRecord[],
    fetchedAt: number,
    heartbeat: () => Promise<void>,
  ): Promise<IngestResult> {
    let rest = records;
    while (true) {
      const next = await this.#position(rest[0]?.offset ?? 0, heartbeat);
      rest = rest.filter((record) => record.offset >= next);
      const first = rest[0];
      if (first === undefined) return { kind: "done", nextOffset: next };
      const lost = await this.#explainHole(next, first.offset);
      if (lost === "seek") return { kind: "seek", offset: next };
      const chunk = rest.slice(0, this.deps.batchRecords);
      const outcome = await this.#commit(chunk, fetchedAt, lost, heartbeat);
      if (outcome === "halted") return { kind: "halted" };
      rest = outcome === "moved" ? rest : rest.slice(chunk.length);
      if (rest.length === 0) return { kind: "done", nextOffset: this.#next ?? next };
    }
  }

  /** Forgets where it stands: after a rebalance the partition may have moved on elsewhere. */
  forget(): void {
    this.#next = undefined;
    this.#soughtTo = undefined;
    this.#flood = calm;
  }

  async #position(firstOffset: number, heartbeat: () => Promise<void>): Promise<number> {
    if (this.#next !== undefined) return this.#next;
    const opened = await this.#untilDone(heartbeat, async () => {
      const low = await this.deps.lowOffset(this.topic, this.partition);
      return openPosition(this.deps.sql, this.topic, this.partition, Math.min(low, firstOffset));
    });
    this.#next = opened.nextOffset;
    this.#state = readDecoderState(opened.decoderState);
    this.#floodPass = opened.floodPass;
    return opened.nextOffset;
  }

  /** Offsets between the position and the first record: deleted by Kafka, never there, or skipped by the group. */
  async #explainHole(next: number, first: number): Promise<{ from: number; to: number } | null | "seek"> {
    if (first === next) return null;
    const low = await this.deps.lowOffset(this.topic, this.partition);
    if (low > next) return { from: next, to: Math.min(low, first) };
    if (this.#soughtTo === next) return null; // read from there and nothing came: compacted away or a marker
    this.#soughtTo = next;
    return "seek";
  }

  /** With a trace where a frame of these records has one. */
  async #commit(
    records: readonly FetchedRecord[],
    fetchedAt: number,
    lost: { from: number; to: number } | null,
    heartbeat: () => Promise<void>,
  ): Promise<Committed> {
    const { topic, partition } = this;
    const trace = BatchTrace.begin({ topic, partition, records, fetchedAt });
    if (trace === null) return this.#decodeAndStore(records, fetchedAt, lost, heartbeat, null);
    try {
      const outcome = await this.#decodeAndStore(records, fetchedAt, lost, heartbeat, trace);
      trace.end(outcome);
      return outcome;
    } catch (error) {
      trace.fail(error);
      throw error;
    }
  }

  async #decodeAndStore(
    records: readonly FetchedRecord[],
    fetchedAt: number,
    lost: { from: number; to: number } | null,
    heartbeat: () => Promise<void>,
    trace: BatchTrace | null,
  ): Promise<Committed> {
    const from = this.#next ?? 0;
    const decode = () => this.#untilDone(heartbeat, () => this.#decode(records, fetchedAt, from, lost));
    const batch = await (trace === null ? decode() : trace.step("decode", decode));
    const judged = judgeFlood(this.#flood, outcomeRuns(records, batch), this.deps.flood);
    if (judged.flood !== null && !this.#floodPass) {
      const halt = { ...batch, ...describeFlood(judged.flood, batch) };
      const verdict = await this.#untilDone(heartbeat, () => haltPartition(this.deps.sql, halt));
      if (verdict === "moved") this.#next = undefined;
      if (verdict !== "passed") return verdict;
      this.#floodPass = true;
    }
    const store = () => this.#untilDone(heartbeat, () => this.#tryCommit(batch));
    const outcome = await (trace === null ? store() : trace.step("commit", store));
    if (outcome.kind === "unstorable")
      return this.#isolate(records, fetchedAt, lost, outcome.error, heartbeat);
    if (outcome.kind === "halted") return "halted";
    if (outcome.kind === "moved") {
      this.#next = undefined; // stop, re-read, go on from there
      return "moved";
    }
    this.#next = batch.to;
    this.#state = batch.state;
    this.#flood = judged.state;
    this.#unstorable.clear();
    this.deps.onCommitted(batch, outcome);
    if (this.#floodPass && judged.flood === null) {
      await this.#untilDone(heartbeat, () => endFloodPass(this.deps.sql, this.topic, this.partition));
      this.#floodPass = false;
    }
    return "committed";
  }

  /** A schema that is not here yet is fetched; while the registry is down, the partition waits. */
  async #decode(
    records: readonly FetchedRecord[],
    fetchedAt: number,
    from: number,
    lost: { from: number; to: number } | null,
  ): Promise<ReturnType<typeof decodeBatch>> {
    return withSchemas(this.deps.schemas, () =>
      decodeBatch(
        { topic: this.topic, partition: this.partition, records, fetchedAt },
        {
          from,
          lost,
          state: this.#state,
          schemas: this.deps.schemas.lookup,
          build: this.deps.build,
          unstorable: this.#unstorable,
        },
      ),
    );
  }

  async #tryCommit(batch: DecodedBatch): Promise<CommitOutcome | { kind: "unstorable"; error: unknown }> {
    try {
      return await this.deps.commit(batch);
    } catch (error) {
      const verdict = databaseVerdict(error);
      if (verdict === "data") return { kind: "unstorable", error };
      if (verdict === "missing-table") this.deps.days.forget();
      throw error;
    }
  }

  /** Halves the batch until the record that the database refuses stands alone; that one becomes a dead letter. */
  async #isolate(
    records: readonly FetchedRecord[],
    fetchedAt: number,
    lost: { from: number; to: number } | null,
    error: unknown,
    heartbeat: () => Promise<void>,
  ): Promise<Committed> {
    const [only] = records;
    if (records.length === 1 && only !== undefined) {
      if (this.#unstorable.has(only.offset)) throw error;
      this.#unstorable.set(only.offset, storeRefusal(error));
      return this.#commit(records, fetchedAt, lost, heartbeat);
    }
    const half = Math.ceil(records.length / 2);
    const first = await this.#commit(records.slice(0, half), fetchedAt, lost, heartbeat);
    return first === "committed" ? this.#commit(records.slice(half), fetchedAt, null, heartbeat) : first;
  }

  async #untilDone<T>(heartbeat: () => Promise<void>, attempt: () => Promise<T>): Promise<T> {
    for (let delay = FIRST_RETRY_MS; ; delay = Math.min(delay * 2, LAST_RETRY_MS)) {
      try {
        return await attempt();
      } catch (error) {
        this.deps.signal.throwIfAborted();
        if (databaseVerdict(error) === "bug") throw error;
        this.deps.onRetry(errorCode(error));
        this.deps.log.warn(
          {
            topic: this.topic,
            partition: this.partition,
            code: errorCode(error),
            err: error,
            retryInMs: delay,
          },
          "could not store a batch: nothing is lost, trying again",
        );
        await wait(delay, undefined, { signal: this.deps.signal });
        await heartbeat();
      }
    }
  }
}

function storeRefusal(error: unknown): DecodeErrorDetail {
  const message = error instanceof Error ? error.message : String(error);
  return {
    stage: "store",
    code: `STORE_REFUSED_${errorCode(error) || "UNKNOWN"}`,
    message: `the database refused a trade of this record: ${message}; correct the value and replay the record`,
    path: null,
    value: null,
    decoder: "store",
  };
}
