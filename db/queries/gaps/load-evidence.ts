import { CLOCK_TOLERANCE } from "@/domain/gap/decide-cause";
import type { CauseEvidence } from "@/domain/gap/types";
import type { Query } from "../../client";
import { letterOfEpoch } from "./letter-of-epoch";
import type { StoredGapFacts } from "./load-gap-facts";

/** of one gap; more letters than that leave it open, with what was found */
const MAX_LETTERS = 20_000;
const MAX_OTHERS = 5;

type Of<T> = T & { gapId: bigint };

/** All that may explain each of these gaps: dead letters, outages of the feed, records that Kafka deleted. */
export async function loadEvidence(
  sql: Query,
  gaps: readonly StoredGapFacts[],
): Promise<Map<bigint, CauseEvidence>> {
  const ids = gaps.map((gap) => String(gap.id));
  const between = gaps.flatMap(({ id, before, after }) =>
    before !== null && after !== null && before.sourceId === after.sourceId ? [{ id, before, after }] : [],
  );
  const [letters, unreadable, outages, lost] = await Promise.all([
    sql<Of<CauseEvidence["letters"][number]>[]>`
      select g.id as "gapId", d.id, d.sequence
      from sequence_gaps g, lateral (
        select id, sequence from dead_letters d
        where instrument_id = g.instrument_id and sequence between lower(g.missing) and upper(g.missing) - 1
          and state in ('failed', 'replaying', 'replayed') and g.missing @> sequence and ${letterOfEpoch(sql)}
        limit ${MAX_LETTERS}) d
      where g.id = any (${ids}::int8[])`,
    sql<Of<{ id: bigint; sourceId: number; offset: bigint }>[]>`
      select u.id as "gapId", d.id, u.source_id as "sourceId", d.source_offset as "offset"
      from unnest(${between.map((one) => String(one.id))}::int8[], ${between.map((one) => one.before.sourceId)}::int4[],
        ${between.map((one) => String(one.before.offset))}::int8[], ${between.map((one) => String(one.after.offset))}::int8[])
        as u (id, source_id, low, high)
      join sequence_gaps g on g.id = u.id
      join instruments i on i.id = g.instrument_id
      join partition_positions p on p.id = u.source_id
      cross join lateral (
        select id, source_offset from dead_letters
        where topic = p.topic and partition = p.partition and source_offset > u.low and source_offset < u.high
          and reporter = 'ingest' and sequence is null and state in ('failed', 'replaying', 'replayed')
          and (symbol is null or symbol = i.symbol)
          and (key is null or key in (convert_to(i.symbol, 'UTF8'), convert_to(i.exchange, 'UTF8')))
        limit ${MAX_LETTERS}) d`,
    sql<Of<CauseEvidence["outages"][number]>[]>`
      select g.id as "gapId", o.id, o.reason,
        (extract(epoch from o.disconnected_at) * 1000000)::float8 as "disconnectedAt",
        (extract(epoch from o.reconnected_at) * 1000000)::float8 as "reconnectedAt"
      from sequence_gaps g, lateral (
        select id, disconnected_at, reconnected_at, reason from feed_outages
        where exchange = g.exchange
          and disconnected_at <= greatest(g.time_before, g.time_after) + ${CLOCK_TOLERANCE} * interval '1 microsecond'
          and (reconnected_at is null
            or reconnected_at >= least(g.time_before, g.time_after) - ${CLOCK_TOLERANCE} * interval '1 microsecond')
        order by disconnected_at desc limit ${MAX_OTHERS}) o
      where g.id = any (${ids}::int8[])`,
    sql<Of<{ id: bigint; sourceId: number; fromOffset: bigint; toOffset: bigint }>[]>`
      select u.id as "gapId", l.id, l.source_id as "sourceId", l.from_offset as "fromOffset", l.to_offset as "toOffset"
      from unnest(${between.map((one) => String(one.id))}::int8[], ${between.map((one) => one.before.sourceId)}::int4[],
        ${between.map((one) => String(one.before.offset))}::int8[], ${between.map((one) => String(one.after.offset))}::int8[])
        as u (id, source_id, low, high)
      join lost_ranges l on l.source_id = u.source_id and l.from_offset > u.low and l.to_offset <= u.high`,
  ]);
  const found = new Map<bigint, CauseEvidence>();
  for (const { id } of gaps) {
    const mine = <T>(rows: readonly Of<T>[]) => rows.filter((row) => row.gapId === id);
    found.set(id, {
      letters: mine(letters),
      unreadable: mine(unreadable).map((one) => ({ ...one, offset: Number(one.offset) })),
      outages: mine(outages),
      lost: mine(lost).map((one) => ({
        ...one,
        fromOffset: Number(one.fromOffset),
        toOffset: Number(one.toOffset),
      })),
    });
  }
  return found;
}
