import { setTimeout as wait } from "node:timers/promises";
import { tracked } from "@trpc/server";
import { z } from "zod";
import type { Query } from "@/db/client";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { type BackfillJobRow, findJob, listJobs } from "@/db/queries/backfill/find-jobs";
import { listChangedCandles } from "@/db/queries/backfill/list-changed-candles";
import { listItems } from "@/db/queries/backfill/list-items";
import { cancelJob } from "@/db/queries/backfill/steer-job";
import { BACKFILL_STATES, backfillReceipt, keptPlan } from "@/domain/gap/backfill/receipt";
import { gapId } from "@/domain/gap/gap-filter";
import type { Act } from "@/server/act";
import { decodeCursor, encodeCursor } from "@/server/cursor";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { decimal, micros, paging, reasonText } from "@/server/trpc/exact";

const EVERY_MS = 300;
const MAX_ITEMS = 200;
const MAX_CANDLES = 200;
const LIST = "backfills";

export const jobInput = z.strictObject({ id: gapId });
export const watchJobInput = jobInput.extend({ lastEventId: z.string().max(100).nullish() });
export const jobsPageInput = z.strictObject(paging);
export const cancelJobInput = jobInput.extend({ reason: reasonText });
export const cancelJobOutput = z.object({});

/** A backfill from its plan to its receipt. */
export const jobView = z.object({
  id: z.bigint(),
  exchange: z.string(),
  state: z.enum(BACKFILL_STATES),
  phase: z.enum(["fetching", "settling", "ended"]),
  createdAt: micros,
  createdBy: z.string(),
  reason: z.string(),
  plan: keptPlan,
  gaps: z.bigint(),
  asked: decimal,
  received: z.bigint(),
  calls: z.bigint(),
  weight: z.bigint(),
  retries: z.bigint(),
  waitsFor: z.string().nullable(),
  cancelBy: z.string().nullable(),
  startedAt: micros.nullable(),
  endedAt: micros.nullable(),
  receipt: backfillReceipt.nullable(),
  error: z.string().nullable(),
  isHeld: z.boolean(),
});
export type JobView = z.infer<typeof jobView>;

export const jobsPageOutput = z.object({ rows: z.array(jobView), nextCursor: z.string().nullable() });

export const jobDetailOutput = z.object({
  items: z.array(
    z.object({
      position: z.int(),
      gapId: z.bigint(),
      exchange: z.string(),
      symbol: z.string(),
      asked: decimal,
      remaining: decimal,
      omitted: decimal,
      expired: decimal,
      isDone: z.boolean(),
      note: z.string().nullable(),
      gapState: z.string(),
    }),
  ),
  /** minutes that it changed: open, high, low, close, volume, trades before and after */
  candles: z.array(
    z.object({
      instrumentId: z.int(),
      exchange: z.string(),
      symbol: z.string(),
      bucket: micros,
      before: z.array(z.string()).nullable(),
      after: z.array(z.string()).nullable(),
    }),
  ),
});

const toView = (row: BackfillJobRow): JobView => ({
  ...row,
  plan: keptPlan.parse(row.plan),
  receipt: row.receipt === null ? null : backfillReceipt.parse(row.receipt),
});

async function loadJob(sql: Query, id: string): Promise<JobView> {
  const row = await findJob(sql, id);
  if (row === undefined) throw new ServiceError("NOT_FOUND", `There is no backfill job ${id}.`);
  return toView(row);
}

/** One page of jobs, the newest first. */
export async function pageBackfills({
  cursor,
  limit,
}: z.infer<typeof jobsPageInput>): Promise<z.infer<typeof jobsPageOutput>> {
  const before = cursor ? decodeCursor(LIST, z.strictObject({ id: gapId }), cursor) : null;
  const rows = await listJobs(database(), before?.id ?? null, limit + 1);
  const page = rows.slice(0, limit).map(toView);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: page, nextCursor: more ? encodeCursor(LIST, { id: String(last.id) }) : null };
}

/** A job's gaps, those with something left first, and the minutes that it changed. @throws {ServiceError} NOT_FOUND */
export async function getBackfillDetail({
  id,
}: z.infer<typeof jobInput>): Promise<z.infer<typeof jobDetailOutput>> {
  const sql = database();
  await loadJob(sql, id);
  const [items, candles] = await Promise.all([
    listItems(sql, id, MAX_ITEMS),
    listChangedCandles(sql, id, MAX_CANDLES),
  ]);
  return { items, candles };
}

/** A job as it goes on: what it is now, then each change, until it has ended. @throws {ServiceError} NOT_FOUND */
export async function* watchBackfill({ id }: z.infer<typeof watchJobInput>, signal: AbortSignal) {
  let last = "";
  for (let event = 0; !signal.aborted; event++) {
    const job = await loadJob(database(), id);
    const now = JSON.stringify(job, (_key, value) => (typeof value === "bigint" ? String(value) : value));
    if (now !== last) yield tracked(`${Date.now()}-${event}`, job);
    last = now;
    if (job.phase === "ended") return;
    await wait(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Ends a job: what it published stays, what is left is missing as before. @throws {ServiceError} CONFLICT */
export function cancelBackfill(
  { id, reason }: z.infer<typeof cancelJobInput>,
  act: Act,
): Promise<z.infer<typeof cancelJobOutput>> {
  return database().begin(async (tx) => {
    const job = await loadJob(tx, id);
    await insertAudit(tx, {
      actor: act.actor,
      action: "backfill.ask-cancel",
      subject: `backfill job ${id}`,
      reason,
      origin: act.origin,
      outcome: "accepted",
    });
    if (!(await cancelJob(tx, job.id, act.actor)))
      throw new ServiceError("CONFLICT", `Backfill job ${id} is ${job.state}: it cannot be cancelled.`);
    return {};
  });
}
