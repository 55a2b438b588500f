import type { VenuePlan } from "@/domain/gap/backfill/plan-backfill";
import type { KeptPlan } from "@/domain/gap/backfill/receipt";
import { statesBefore } from "@/domain/gap/next-state";
import { countRanges } from "@/domain/gap/ranges";
import type { Transaction } from "../../client";
import { formatMultirange } from "../../multirange";

/**
 * Makes a job of one venue's plan and lets it hold its gaps; what another job took meanwhile is left out. Call
 * `actOnGaps` first.
 * @returns the job's id, null where no gap was left
 */
export async function createJob(
  tx: Transaction,
  plan: VenuePlan,
  kept: KeptPlan,
  by: { actor: string; reason: string },
): Promise<bigint | null> {
  const [job] = await tx<{ id: bigint }[]>`
    insert into backfill_jobs (exchange, created_by, reason, plan, gaps, asked)
    values (${plan.venue}, ${by.actor}, ${by.reason}, ${JSON.stringify(kept)}::text::jsonb, 0, 0)
    returning id`;
  if (job === undefined) throw new Error("an insert that returns gives its row");
  const held = await tx<{ id: bigint }[]>`
    update sequence_gaps set state = 'backfilling', backfill_job_id = ${job.id}, backfill_tries = backfill_tries + 1,
      backfill_tried_at = now(), updated_at = now()
    where id = any (${plan.items.map((item) => String(item.gap.gapId))}::int8[])
      and state = any (${statesBefore("backfill-started")}::text[])
    returning id`;
  const ours = new Set(held.map((row) => row.id));
  const items = plan.items.filter((item) => ours.has(item.gap.gapId));
  if (items.length === 0) {
    await tx`delete from backfill_jobs where id = ${job.id}`;
    return null;
  }
  await tx`
    insert into backfill_items (job_id, position, stretch, gap_id, instrument_id, topic, time_before, time_after,
      asked, remaining)
    select ${job.id}, u.position, u.stretch, g.id, g.instrument_id,
      case when p.topic is null then 'market.crypto.trades.' || g.exchange || '.raw'
        when p.topic like '%.raw' then p.topic else p.topic || '.raw' end,
      g.time_before, g.time_after, u.asked::int8multirange, u.asked::int8multirange
    from unnest(${items.map((_item, at) => at)}::int4[], ${items.map((item) => item.stretch)}::int4[],
      ${items.map((item) => String(item.gap.gapId))}::int8[], ${items.map((item) => formatMultirange(item.asked))}::text[])
      as u (position, stretch, gap_id, asked)
    join sequence_gaps g on g.id = u.gap_id
    left join partition_positions p on p.id = g.source_id`;
  const asked = items.reduce((sum, item) => sum + countRanges(item.asked), 0n);
  await tx`update backfill_jobs set gaps = ${items.length}, asked = ${String(asked)}::numeric where id = ${job.id}`;
  return job.id;
}
