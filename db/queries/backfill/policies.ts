import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export interface GapPolicyRow {
  exchange: string;
  /** gaps of up to so many missing numbers are fetched without being asked; 0 = none */
  autoBackfillUpTo: bigint;
  updatedAt: Micros;
  updatedBy: string;
}

export function listPolicies(sql: Query): Promise<GapPolicyRow[]> {
  return sql<GapPolicyRow[]>`
    select exchange, auto_backfill_up_to as "autoBackfillUpTo",
      (extract(epoch from updated_at) * 1000000)::float8 as "updatedAt", updated_by as "updatedBy"
    from gap_policies order by exchange`;
}

export async function savePolicy(
  sql: Query,
  policy: { exchange: string; upTo: bigint; actor: string },
): Promise<void> {
  await sql`
    insert into gap_policies (exchange, auto_backfill_up_to, updated_by)
    values (${policy.exchange}, ${policy.upTo}, ${policy.actor})
    on conflict (exchange) do update set auto_backfill_up_to = excluded.auto_backfill_up_to,
      updated_at = now(), updated_by = excluded.updated_by`;
}
