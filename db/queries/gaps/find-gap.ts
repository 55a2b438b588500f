import type { SequenceRange } from "@/domain/sequence/types";
import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { parseMultirange } from "../../multirange";
import { type GapRow, gapColumns } from "./gap-row";

/** A gap with what is known of its numbers. */
export interface GapDetail extends GapRow {
  missing: SequenceRange[];
  omitted: SequenceRange[];
  expired: SequenceRange[];
  evidence: unknown;
  /** when the venue restarted its numbers after this gap, with which number; null where it did not */
  restartedAt: Micros | null;
  restartedWith: bigint | null;
  /** the last number before that */
  restartedAfter: bigint | null;
  backfillTries: number;
  acknowledgedAt: Micros | null;
  /** where the trade after it was read */
  topic: string | null;
  partition: number | null;
  sourceOffset: bigint | null;
}

export async function findGap(sql: Query, id: string): Promise<GapDetail | undefined> {
  const [row] = await sql<
    (Omit<GapDetail, "missing" | "omitted" | "expired"> & {
      missing: string;
      omitted: string;
      expired: string;
    })[]
  >`
    select ${gapColumns(sql)}, g.missing::text as missing, g.omitted::text as omitted, g.expired::text as expired,
      g.evidence, g.backfill_tries as "backfillTries",
      (extract(epoch from n.lowest_time) * 1000000)::float8 as "restartedAt", n.lowest as "restartedWith",
      case when n.epoch is not null then e.highest end as "restartedAfter",
      (extract(epoch from g.acknowledged_at) * 1000000)::float8 as "acknowledgedAt",
      p.topic, p.partition, g.source_offset as "sourceOffset"
    from sequence_gaps g join instruments i on i.id = g.instrument_id
    left join partition_positions p on p.id = g.source_id
    left join sequence_positions e on e.instrument_id = g.instrument_id and e.epoch = g.epoch
    left join sequence_positions n on n.instrument_id = g.instrument_id and n.epoch = g.epoch + 1
    where g.id = ${id}::int8`;
  if (row === undefined) return undefined;
  return {
    ...row,
    missing: parseMultirange(row.missing),
    omitted: parseMultirange(row.omitted),
    expired: parseMultirange(row.expired),
  };
}
