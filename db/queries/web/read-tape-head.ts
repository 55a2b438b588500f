import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** Where a source stands: every record before `nextOffset` is committed. */
export interface TapeHead {
  sourceId: number;
  nextOffset: bigint;
  /** trades stored from this source, ever */
  stored: bigint;
  /** the database's clock when the position last moved, µs */
  movedAt: Micros;
}

export function readTapeHead(sql: Query): Promise<TapeHead[]> {
  return sql<TapeHead[]>`
    select id as "sourceId", next_offset as "nextOffset", stored,
      (extract(epoch from moved_at) * 1000000)::float8 as "movedAt"
    from partition_positions order by id`;
}
