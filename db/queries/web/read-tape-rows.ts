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

/** Trades of one instrument in stretches of its sources. */
export interface TapeQuestion {
  instrumentId: number;
  /** only trades with this exchange time or a later one: the unique index reads no more than these */
  since: Micros;
  /** source id → offsets from (inclusive) and to (exclusive) */
  stretches: ReadonlyMap<number, { from: bigint; to: bigint }>;
  limit: number;
}

/** The newest `limit` of these trades, the newest first by exchange time. */
export function readTapeRows(sql: Query, question: TapeQuestion): Promise<TapeRow[]> {
  const stretches = [...question.stretches];
  return sql<TapeRow[]>`
    select t.source_id as "sourceId", t.source_offset as "sourceOffset", t.frame_index as "frameIndex",
      t.instrument_id as "instrumentId", (extract(epoch from t.time) * 1000000)::float8 as time, t.price, t.quantity,
      t.side, t.trade_id as "tradeId", (extract(epoch from t.ingested_at) * 1000000)::float8 as "ingestedAt"
    from trades t
    join unnest(${stretches.map(([id]) => id)}::int4[], ${stretches.map(([, one]) => String(one.from))}::int8[],
      ${stretches.map(([, one]) => String(one.to))}::int8[]) as s (source_id, from_offset, to_offset)
      on t.source_id = s.source_id and t.source_offset >= s.from_offset and t.source_offset < s.to_offset
    where t.instrument_id = ${question.instrumentId} and t.time >= ${formatMicros(question.since)}::timestamptz
    order by t.time desc, t.trade_id desc
    limit ${question.limit}`;
}
