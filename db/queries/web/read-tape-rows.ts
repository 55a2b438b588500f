import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export interface TapeRow {
  sourceId: number;
  sourceOffset: bigint;
  frameIndex: number;
  instrumentId: number;
  time: Micros;
  price: string;
  quantity: string;
  side: number;
  tradeId: string;
  ingestedAt: Micros;
}

/** A stretch of one source: offsets from `fromOffset` (inclusive) to `toOffset` (exclusive). */
export interface TapeStretch {
  sourceId: number;
  fromOffset: bigint;
  toOffset: bigint;
}

/**
 * The newest `limit` trades committed in these stretches, the newest first. `ingestedSince` is a lower bound of their
 * ingest time: it is what the block-range index on `ingested_at` narrows by, so that a poll reads new pages only.
 */
export function readTapeRows(
  sql: Query,
  stretches: readonly TapeStretch[],
  ingestedSince: Micros,
  limit: number,
): Promise<TapeRow[]> {
  return sql<TapeRow[]>`
    select t.source_id as "sourceId", t.source_offset as "sourceOffset", t.frame_index as "frameIndex",
      t.instrument_id as "instrumentId", (extract(epoch from t.time) * 1000000)::float8 as time, t.price, t.quantity,
      t.side, t.trade_id as "tradeId", (extract(epoch from t.ingested_at) * 1000000)::float8 as "ingestedAt"
    from trades t
    join unnest(${stretches.map((one) => one.sourceId)}::int4[], ${stretches.map((one) => one.fromOffset)}::int8[],
      ${stretches.map((one) => one.toOffset)}::int8[]) as s (source_id, from_offset, to_offset)
      on t.source_id = s.source_id and t.source_offset >= s.from_offset and t.source_offset < s.to_offset
    where t.ingested_at >= ${formatMicros(ingestedSince)}::timestamptz
    order by t.ingested_at desc, t.source_id desc, t.source_offset desc, t.frame_index desc
    limit ${limit}`;
}
