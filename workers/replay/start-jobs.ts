import type { Sql } from "@/db/client";
import { claimJob } from "@/db/queries/replay/claim-job";
import type { ClaimedJob } from "@/db/queries/replay/job-row";
import { leaveJob } from "@/db/queries/replay/leave-job";
import { isDlqTopic } from "@/domain/dead-letter/dlq-topic";
import type { Log } from "@/runtime/log";
import type { ResetRules } from "../ingest/classify";
import type { SchemaSource } from "../ingest/schema-registry";
import { traceJob } from "../job-trace";
import type { Kafka } from "../kafka/types";
import { runPeriodically } from "../periodic";
import { Lease } from "./lease";
import { planJob } from "./plan-job";
import { runJob } from "./run-job";

export interface JobsOptions extends ResetRules {
  kafka: Kafka;
  sql: Sql;
  log: Log;
  workerId: string;
  build: string;
  /** topics that ingest reads */
  ingestPattern: RegExp;
  schemas: SchemaSource;
  /** how long a job stays with a worker that does not answer */
  leaseMs?: number;
  idleMs?: number;
}

/** plans answer while somebody looks at the page; jobs may take hours */
const PLANNERS = 2;
const RUNNERS = 3;
const LEASE_MS = 10_000;
const IDLE_MS = 150;

/** Plans and runs replay jobs, several at once, until `stop`. Any number of workers may do so. */
export async function startJobs(options: JobsOptions): Promise<{ stop(): Promise<void> }> {
  const { kafka, sql, log, build, schemas, resetWindowMicros, resetJump } = options;
  const leaseMs = options.leaseMs ?? LEASE_MS;
  const admin = kafka.admin();
  await admin.connect();
  const isRead = (topic: string) => options.ingestPattern.test(topic) && !isDlqTopic(topic);

  const work = (kind: "plan" | "run", slot: number) =>
    runPeriodically({
      name: kind === "plan" ? "planning replays" : "running replays",
      idleMs: options.idleMs ?? IDLE_MS,
      log,
      task: async (signal) => {
        const worker = `${options.workerId}/${kind}-${slot}`;
        const job = await claimJob(sql, kind, worker, leaseMs);
        if (job === undefined) return "idle";
        const lease = new Lease({ sql, log, jobId: job.id, worker, leaseMs, signal, tells: kind === "run" });
        log.info({ job: job.id, kind }, "took a replay job");
        try {
          await lease.start();
          await traceJob(kind === "run" ? "replay" : "replay plan", { "k2.job_id": String(job.id) }, () =>
            kind === "run" ? runJob({ sql, kafka, admin, build, isRead }, job, lease) : plan(job, lease),
          );
        } catch (error) {
          await lease.stop();
          await giveBack(job, lease, error).catch(() => undefined); // the lease ends by itself
          throw error;
        } finally {
          await lease.stop();
        }
        return "more";
      },
    });

  const plan = async (job: ClaimedJob, lease: Lease) => {
    const topics = new Set(await admin.listTopics());
    await planJob({ sql, schemas, build, resetWindowMicros, resetJump, topics, isRead }, job, lease);
  };

  const giveBack = async (job: ClaimedJob, lease: Lease, error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    const note = `Something broke: ${reason.slice(0, 300)}. Nothing is lost; it goes on by itself.`;
    const state = job.state === "requested" ? "requested" : "queued";
    await leaveJob(sql, lease.held, { state, note, progress: lease.progress });
  };

  const loops = [
    ...Array.from({ length: PLANNERS }, (_, slot) => work("plan", slot)),
    ...Array.from({ length: RUNNERS }, (_, slot) => work("run", slot)),
  ];
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
      await admin.disconnect();
    },
  };
}
