import type { BackfillState } from "@/domain/gap/backfill/receipt";
import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** A job as pages see it. */
export interface BackfillJobRow {
  id: bigint;
  exchange: string;
  state: BackfillState;
  phase: "fetching" | "settling" | "ended";
  createdAt: Micros;
  createdBy: string;
  reason: string;
  plan: unknown;
  gaps: bigint;
  asked: string;
  received: bigint;
  calls: bigint;
  weight: bigint;
  retries: bigint;
  waitsFor: string | null;
  cancelBy: string | null;
  startedAt: Micros | null;
  endedAt: Micros | null;
  receipt: unknown;
  error: string | null;
  isHeld: boolean;
}

export async function findJob(sql: Query, id: string): Promise<BackfillJobRow | undefined> {
  const [row] = await readJobs(sql, sql`id = ${id}::int8`, 1);
  return row;
}

/** Jobs, the newest first. */
export function listJobs(sql: Query, beforeId: string | null, limit: number): Promise<BackfillJobRow[]> {
  return readJobs(sql, beforeId === null ? sql`true` : sql`id < ${beforeId}::int8`, limit);
}

function readJobs(sql: Query, where: ReturnType<Query>, limit: number): Promise<BackfillJobRow[]> {
  return sql<BackfillJobRow[]>`
    select id, exchange, state, phase, (extract(epoch from created_at) * 1000000)::float8 as "createdAt",
      created_by as "createdBy", reason, plan, gaps, asked::text as asked, received, calls, weight, retries,
      waits_for as "waitsFor", cancel_by as "cancelBy",
      (extract(epoch from started_at) * 1000000)::float8 as "startedAt",
      (extract(epoch from ended_at) * 1000000)::float8 as "endedAt", receipt, error,
      coalesce(lease_until > now(), false) as "isHeld"
    from backfill_jobs where ${where} order by id desc limit ${limit}`;
}
