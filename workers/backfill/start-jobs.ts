import type { Sql } from "@/db/client";
import { claimJob } from "@/db/queries/backfill/claim-job";
import { releaseJob } from "@/db/queries/backfill/steer-job";
import type { BucketRule } from "@/domain/gap/backfill/token-bucket";
import { HISTORY_VENUES, type HistoryVenue } from "@/domain/gap/backfill/venues";
import type { Log } from "@/runtime/log";
import { traceJob } from "../job-trace";
import { createProducer } from "../kafka/producer";
import type { Kafka } from "../kafka/types";
import { runPeriodically } from "../periodic";
import { Lease } from "./job/lease";
import { runJob } from "./job/run-job";
import type { VenueAccess } from "./venue/rest-urls";

export interface BackfillJobsOptions {
  kafka: Kafka;
  sql: Sql;
  log: Log;
  workerId: string;
  access: Readonly<Record<HistoryVenue, VenueAccess>>;
  topicPartitions: number;
  /** how long a job stays with a worker that does not answer */
  leaseMs?: number;
  idleMs?: number;
  /** the first pause after a failed call */
  backoffMs?: number;
  /** in place of the venues' own limits: for a venue that is not the real one */
  limit?: BucketRule;
}

const LEASE_MS = 10_000;
const IDLE_MS = 200;

/** Runs backfill jobs, one a venue at a time, until `stop`. Any number of workers may do so. */
export async function startJobs(options: BackfillJobsOptions): Promise<{ stop(): Promise<void> }> {
  const { kafka, sql, log, access, topicPartitions, backoffMs, limit } = options;
  const leaseMs = options.leaseMs ?? LEASE_MS;
  const admin = kafka.admin();
  const producer = createProducer(kafka, { idempotent: true });
  await Promise.all([admin.connect(), producer.connect()]);
  const deps = {
    sql,
    admin,
    producer,
    access,
    topicPartitions,
    ...(backoffMs === undefined ? {} : { backoffMs }),
    ...(limit === undefined ? {} : { limit }),
  };
  const loops = HISTORY_VENUES.map((_venue, slot) =>
    runPeriodically({
      name: "running backfills",
      idleMs: options.idleMs ?? IDLE_MS,
      log,
      task: async (signal) => {
        const job = await claimJob(sql, `${options.workerId}/${slot}`, leaseMs);
        if (job === undefined) return "idle";
        const held = { jobId: job.id, token: job.token };
        const lease = new Lease({ sql, log, held, leaseMs, signal });
        log.info({ job: job.id, venue: job.exchange, phase: job.phase }, "took a backfill job");
        lease.start();
        try {
          const attributes = {
            "k2.job_id": String(job.id),
            "k2.venue": job.exchange,
            "k2.job_phase": job.phase,
          };
          await traceJob("backfill", attributes, () => runJob(deps, job, lease));
        } catch (error) {
          await lease.stop();
          const reason = error instanceof Error ? error.message : String(error);
          // Else the lease ends by itself.
          await releaseJob(sql, held, `something broke, it goes on by itself: ${reason.slice(0, 200)}`).catch(
            () => undefined,
          );
          throw error;
        } finally {
          await lease.stop();
        }
        return "more";
      },
    }),
  );
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    },
  };
}
