import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "@/db/client";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import type { ClaimedBackfill } from "@/db/queries/backfill/claim-job";
import { countReceipt, endJob, lockJob, saveProofs } from "@/db/queries/backfill/end-job";
import { hashRows } from "@/db/queries/backfill/hash-rows";
import { keepCandlesAfter } from "@/db/queries/backfill/save-candles";
import { type UnreadPartition, unreadRecords } from "@/db/queries/backfill/unread-records";
import { actOnGaps } from "@/db/queries/gaps/act-on-gaps";
import type { BackfillReceipt } from "@/domain/gap/backfill/receipt";
import { examineGaps } from "../explain/examine-gaps";
import { JobBroken, type Lease } from "./lease";

const POLL_MS = 100;
const GRACE_MS = 5_000;

/** Waits until ingest has read all that the job published. @throws {JobBroken} */
export async function waitForIngest(sql: Sql, lease: Lease): Promise<void> {
  while (true) {
    lease.check();
    const unread = await unreadRecords(sql, lease.held.jobId);
    if (unread.length === 0) break;
    lease.waitsFor = sayUnread(unread);
    await wait(POLL_MS, undefined, { signal: lease.signal }).catch(() => lease.signal.throwIfAborted());
  }
  lease.waitsFor = null;
}

/** The same for a job that a person ends, and not for long: its receipt should count what was published. */
export async function waitALittleForIngest(sql: Sql, lease: Lease): Promise<void> {
  const until = performance.now() + GRACE_MS;
  while (performance.now() < until && (await unreadRecords(sql, lease.held.jobId)).length > 0)
    await wait(POLL_MS);
}

function sayUnread(unread: readonly UnreadPartition[]): string {
  const halted = unread.find((one) => one.halted);
  if (halted !== undefined)
    return `${halted.topic}/${halted.partition} is halted: resume it, and the backfill goes on`;
  const behind = unread.reduce((sum, one) => sum + (one.behind ?? 0n), 0n);
  return behind > 0n
    ? `ingest has yet to read ${behind.toLocaleString("en-US")} records`
    : "ingest has yet to find the topic";
}

/**
 * Writes a job's end in one transaction: what the venue does not have, each gap's state, the candles as they are now,
 * the receipt. @returns null where the job is another worker's
 */
export async function settleJob(
  sql: Sql,
  job: ClaimedBackfill,
  lease: Lease,
): Promise<BackfillReceipt | null> {
  await lease.stop();
  await lease.tell().catch((error: unknown) => {
    if (!(error instanceof JobBroken)) throw error;
  });
  return sql.begin(async (tx) => {
    const locked = await lockJob(tx, lease.held);
    if (locked === undefined) return null;
    const { gapIds, cancelledBy, error } = locked;
    await actOnGaps(tx, gapIds, { actor: job.createdBy, reason: `backfill job ${job.id}: ${job.reason}` });
    await saveProofs(tx, job.id);
    await examineGaps(tx, gapIds, "backfill-ended");
    await keepCandlesAfter(tx, job.id);
    const counts = await countReceipt(tx, job.id);
    const receipt: BackfillReceipt = {
      ...counts,
      notes: error === null ? counts.notes : [error, ...counts.notes],
      hash: await hashRows(tx, job.id),
    };
    const state = cancelledBy !== null ? "cancelled" : error !== null ? "failed" : "done";
    await endJob(tx, job.id, { state, receipt });
    await insertAudit(tx, {
      actor: job.createdBy,
      action: `backfill.${state}`,
      subject: `backfill job ${job.id}`,
      reason: job.reason,
      origin: "worker",
      outcome: `${receipt.stored} of ${receipt.asked} stored, ${receipt.stillMissing} still missing`,
      detail: { receipt },
    });
    return receipt;
  });
}
