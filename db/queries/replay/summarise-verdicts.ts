import type { ReplayPlan } from "@/domain/dead-letter/replay-plan";
import type { Query } from "../../client";

/** How many different errors and topics a summary names. */
const MOST = 20;

type Counts = Omit<ReplayPlan["letters"], "sendable">;

/** A proof's counts, from its items; `build` is the one that proved. */
export async function summariseVerdicts(
  sql: Query,
  jobId: bigint,
  build: string,
): Promise<
  Pick<ReplayPlan, "trades" | "gaps" | "numbersFilled" | "errors" | "topics"> & { letters: Counts }
> {
  const [counts] = await sql<
    (Counts & { stored: number; duplicates: number; gaps: number; filled: number })[]
  >`
    select
      count(*) filter (where i.state = 'skipped')::int as skipped,
      count(*) filter (where i.verdict = 'store')::int as store,
      count(*) filter (where i.verdict = 'duplicate')::int as duplicate,
      count(*) filter (where i.verdict = 'ignored')::int as ignored,
      count(*) filter (where i.verdict = 'fails')::int as fails,
      count(*) filter (where i.verdict = 'unsendable')::int as unsendable,
      count(*) filter (where i.verdict = 'fails' and i.fingerprint = d.fingerprint and d.build = ${build})::int as loops,
      coalesce(sum(i.stored), 0)::int as stored,
      coalesce(sum(i.duplicates), 0)::int as duplicates,
      count(*) filter (where i.filled_gaps <> '{}')::int as filled,
      (select count(distinct g)::int from replay_items f, unnest(f.filled_gaps) g where f.job_id = ${jobId}) as gaps
    from replay_items i join dead_letters d on d.id = i.letter_id
    where i.job_id = ${jobId}`;
  if (counts === undefined) throw new Error("an aggregate gives one row");
  const { stored, duplicates, gaps, filled, ...letters } = counts;
  const errors = await sql<ReplayPlan["errors"]>`
    select i.code, min(i.message) as message, count(*)::int as letters, bool_and(i.fingerprint = d.fingerprint) as known
    from replay_items i join dead_letters d on d.id = i.letter_id
    where i.job_id = ${jobId} and i.verdict in ('fails', 'unsendable')
    group by i.code order by count(*) desc, i.code limit ${MOST}`;
  const topics = await sql<ReplayPlan["topics"]>`
    select d.topic, count(*)::int as letters
    from replay_items i join dead_letters d on d.id = i.letter_id
    where i.job_id = ${jobId} and i.state = 'planned'
    group by d.topic order by count(*) desc, d.topic limit ${MOST}`;
  return { letters, trades: { stored, duplicates }, gaps, numbersFilled: filled, errors, topics };
}
