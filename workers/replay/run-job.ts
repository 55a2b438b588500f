import type { Sql } from "@/db/client";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { holdLetters } from "@/db/queries/replay/hold-letters";
import type { ClaimedJob } from "@/db/queries/replay/job-row";
import { type JobEnd, leaveJob } from "@/db/queries/replay/leave-job";
import { releaseItems } from "@/db/queries/replay/release-items";
import { decideReplay } from "@/domain/dead-letter/decide-replay";
import type { ReplayProgress } from "@/domain/dead-letter/replay-plan";
import { traceStep } from "../job-trace";
import { createProducer } from "../kafka/producer";
import { topicOffsets } from "../kafka/topic-offsets";
import type { Admin, Kafka } from "../kafka/types";
import type { Break, Lease } from "./lease";
import { recoverUncertain } from "./recover-uncertain";
import { sendJob } from "./send-job";
import { settleJob } from "./settle-job";

export interface RunDeps {
  sql: Sql;
  kafka: Kafka;
  admin: Admin;
  build: string;
  isRead(topic: string): boolean;
}

const HOLD_LETTERS = 2_000;

/** Runs a job, from wherever an earlier worker left it, to its end or to where a person stops it. */
export async function runJob(deps: RunDeps, job: ClaimedJob, lease: Lease): Promise<void> {
  const { sql } = deps;
  const unknown = await traceStep("recover", {}, () => recoverUncertain(deps, job.id, lease));
  if (unknown !== null) return putDown(deps, job, lease, unknown);
  if (lease.broken() === "cancel") return cancel(deps, job, lease);
  if (job.build !== deps.build) {
    const note = `The plan was proved under build ${job.build}; this worker runs ${deps.build}. Cancel, and prove again.`;
    return leave(deps, job, lease, { state: "paused", pausedFor: "build", note });
  }
  while (lease.broken() === null) {
    const looked = await holdLetters(sql, job.id, HOLD_LETTERS, (item) => {
      if (item.verdict === null) return "It was not proved.";
      const { code, message, proofFingerprint } = item;
      const decision = decideReplay({
        verdict: item.verdict,
        proof:
          code === null || message === null ? null : { code, message, fingerprint: proofFingerprint ?? "" },
        letter: { fingerprint: item.letterFingerprint, build: item.letterBuild },
        build: deps.build,
        force: job.force,
      });
      return decision.send ? null : decision.note;
    });
    if (looked === 0) break;
  }
  const producer = createProducer(deps.kafka, { idempotent: true });
  await producer.connect();
  try {
    const partitions = new Map<string, number>();
    const partitionsOf = async (topic: string) => {
      const known = partitions.get(topic) ?? (await topicOffsets(deps.admin, topic)).length;
      partitions.set(topic, known);
      return known;
    };
    const end = await sendJob({ ...deps, producer, partitionsOf }, job, lease);
    if (end.kind === "canary")
      return await leave(deps, job, lease, { state: "paused", pausedFor: "canary", note: end.note });
    if (end.kind === "broken") return await putDown(deps, job, lease, end.by);
  } finally {
    await producer.disconnect();
  }
  const broken = await traceStep("settle", {}, () => settleJob(sql, job.id, lease));
  if (broken !== null) return putDown(deps, job, lease, broken);
  lease.waitsFor = null;
  await leave(deps, job, lease, { state: "done", note: null });
}

async function putDown(deps: RunDeps, job: ClaimedJob, lease: Lease, by: Break): Promise<void> {
  if (by === "lost") return; // somebody else has it
  if (by === "cancel") return cancel(deps, job, lease);
  if (by === "pause") return leave(deps, job, lease, { state: "paused", pausedFor: "person", note: null });
  return leave(deps, job, lease, { state: "queued", note: null });
}

async function cancel(deps: RunDeps, job: ClaimedJob, lease: Lease): Promise<void> {
  await releaseItems(deps.sql, job.id, {
    state: "cancelled",
    note: "The job was cancelled before it was sent.",
  });
  const broken = await settleJob(deps.sql, job.id, lease, "cancel");
  if (broken === "lost" || broken === "stop") return; // the wish to cancel stays with the job
  lease.waitsFor = null;
  await leave(deps, job, lease, { state: "cancelled", note: null });
}

async function leave(
  deps: RunDeps,
  job: ClaimedJob,
  lease: Lease,
  end: Omit<JobEnd, "progress">,
): Promise<void> {
  await lease.stop();
  if (end.state !== "queued") lease.waitsFor = null;
  const progress = await lease.count();
  await deps.sql.begin(async (tx) => {
    if (!(await leaveJob(tx, lease.held, { ...end, progress }))) return;
    if (end.state !== "queued" && end.pausedFor !== "person") {
      await insertAudit(tx, {
        actor: job.startedBy ?? "unknown",
        action: end.state === "paused" ? "replay.stop" : `replay.${end.state}`,
        subject: `replay job ${job.id}`,
        reason: job.reason,
        origin: "worker",
        outcome: end.note ?? account(progress),
      });
    }
  });
}

function account(progress: ReplayProgress): string {
  const parts = (["stored", "duplicate", "ignored", "failed", "skipped", "cancelled"] as const)
    .filter((name) => progress[name] > 0)
    .map((name) => `${progress[name].toLocaleString("en-US")} ${name}`);
  return parts.length === 0 ? "nothing was sent" : parts.join(", ");
}
