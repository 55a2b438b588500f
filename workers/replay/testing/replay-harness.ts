import pino from "pino";
import { askJob } from "@/db/queries/replay/ask-job";
import { insertJob, type NewJob } from "@/db/queries/replay/insert-job";
import { queueJob } from "@/db/queries/replay/queue-job";
import type { ReplaySelection } from "@/domain/dead-letter/letter-filter";
import { letterFilter } from "@/domain/dead-letter/letter-filter";
import {
  type ReplayPlan,
  type ReplayProgress,
  replayPlan,
  replayProgress,
} from "@/domain/dead-letter/replay-plan";
import { noRegistry } from "../../ingest/schema-registry";
import { createIngestHarness, type IngestHarness } from "../../ingest/testing/ingest-harness";
import { until } from "../../ingest/testing/until";
import { type JobsOptions, startJobs } from "../start-jobs";

export interface JobView {
  id: bigint;
  state: string;
  note: string | null;
  plan: ReplayPlan | null;
  progress: ReplayProgress | null;
}

/** Ingest with a topic of its own, and replay workers beside it. */
export interface ReplayHarness extends IngestHarness {
  /** the topic of Binance's raw frames */
  raw: string;
  startJobs(options?: Partial<JobsOptions>): Promise<{ stop(): Promise<void> }>;
  send(values: (string | Buffer | null)[], partition?: number): Promise<void>;
  /** asks for a plan and waits for it */
  plan(selection: ReplaySelection, more?: Partial<NewJob>): Promise<JobView & { plan: ReplayPlan }>;
  job(id: bigint): Promise<JobView>;
  begin(id: bigint): Promise<void>;
  ask(id: bigint, wish: "pause" | "cancel"): Promise<void>;
  /** waits until the job is in one of these states */
  reaches(id: bigint, ...states: string[]): Promise<JobView>;
  /** ids of all letters, oldest first */
  letterIds(): Promise<string[]>;
}

export const everything: ReplaySelection = {
  kind: "filter",
  filter: letterFilter.parse({ states: ["failed"] }),
};

export async function createReplayHarness(partitions = 4): Promise<ReplayHarness> {
  const base = await createIngestHarness();
  const raw = base.topic("market.crypto.trades.binance.raw");
  const pattern = new RegExp(
    `^${raw.replace(/binance\.raw$/, "").replaceAll(".", "\\.")}[a-z0-9-]+(\\.raw)?$`,
  );
  await base.makeTopics([raw], partitions);
  const { sql } = base.database;
  const workers: { stop(): Promise<void> }[] = [];
  const job = async (id: bigint): Promise<JobView> => {
    const [row] = await sql<{ state: string; note: string | null; plan: unknown; progress: unknown }[]>`
      select state, note, plan, progress from replay_jobs where id = ${id}`;
    if (row === undefined) throw new Error(`there is no job ${id}`);
    return {
      id,
      state: row.state,
      note: row.note,
      plan: row.plan === null ? null : replayPlan.parse(row.plan),
      progress: row.progress === null ? null : replayProgress.parse(row.progress),
    };
  };
  const reaches = async (id: bigint, ...states: string[]) => {
    let last = await job(id);
    await until(
      `job ${id} to be ${states.join(" or ")}`,
      async () => {
        last = await job(id);
        return states.includes(last.state);
      },
      60_000,
    ).catch((error) => {
      throw new Error(`${error}; it is ${JSON.stringify(last)}`);
    });
    return last;
  };
  return {
    ...base,
    raw,
    async startJobs(options = {}) {
      const worker = await startJobs({
        kafka: base.kafka,
        sql,
        log: pino({ level: "error" }),
        workerId: `jobs-${workers.length}`,
        build: "test",
        ingestPattern: pattern,
        schemas: noRegistry,
        resetWindowMicros: 3_600_000_000,
        leaseMs: 3_000,
        idleMs: 30,
        ...options,
      });
      workers.push(worker);
      return worker;
    },
    async send(values, partition = 0) {
      await base.producer.send({
        topic: raw,
        messages: values.map((value) => ({ key: "AAAUSDT", value, partition })),
      });
    },
    async plan(selection, more = {}) {
      const id = await insertJob(sql, {
        selection,
        patch: null,
        rate: 10_000,
        canary: 0,
        force: false,
        reason: "a test",
        createdBy: "tester",
        ...more,
      });
      const planned = await reaches(id, "planned", "refused");
      if (planned.plan === null) throw new Error(`no plan: ${planned.note}`);
      return { ...planned, plan: planned.plan };
    },
    job,
    async begin(id) {
      const from = (await job(id)).state === "paused" ? "paused" : "planned";
      if (!(await queueJob(sql, id, from, "tester"))) throw new Error(`job ${id} could not begin`);
    },
    async ask(id, wish) {
      if ((await askJob(sql, id, wish)) === undefined) throw new Error(`job ${id} takes no ${wish}`);
    },
    reaches,
    async letterIds() {
      const rows = await sql<{ id: bigint }[]>`select id from dead_letters order by id`;
      return rows.map((row) => String(row.id));
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await base.stop();
    },
  };
}
