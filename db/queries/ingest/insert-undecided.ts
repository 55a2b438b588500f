import type { Transaction } from "../../client";

/** Trades as columns, in step with one another. */
export interface TradeColumns {
  time: string[];
  sourceId: number[];
  sourceOffset: number[];
  sequence: (string | null)[];
  instrumentId: number[];
  frameIndex: number[];
  side: number[];
  price: string[];
  quantity: string[];
  tradeId: string[];
}

/**
 * Stores trades of which only the identity index can tell whether they were seen.
 * @returns for each trade whether it was stored
 */
export async function insertUndecided(
  tx: Transaction,
  ingestedAt: string,
  columns: TradeColumns,
): Promise<boolean[]> {
  const rows = await tx<{ source_id: number; source_offset: bigint; frame_index: number }[]>`
    insert into trades
      (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price, quantity, trade_id)
    select u.time::timestamptz, u.source_offset, u.sequence, ${ingestedAt}::text::timestamptz, u.instrument_id,
      u.source_id, u.frame_index, u.side, u.price, u.quantity, u.trade_id
    from unnest(${columns.time}::text[], ${columns.sourceOffset}::int8[], ${columns.sequence}::int8[],
      ${columns.instrumentId}::int4[], ${columns.frameIndex}::int2[], ${columns.side}::int2[],
      ${columns.price}::numeric[], ${columns.quantity}::numeric[], ${columns.tradeId}::text[],
      ${columns.sourceId}::int4[]) with ordinality
      as u (time, source_offset, sequence, instrument_id, frame_index, side, price, quantity, trade_id, source_id, ord)
    order by u.instrument_id, u.time, u.trade_id, u.ord
    on conflict (instrument_id, time, trade_id) do nothing
    returning source_id, source_offset, frame_index`;
  const stored = new Set(rows.map((row) => `${row.source_id}:${row.source_offset}:${row.frame_index}`));
  return columns.sourceOffset.map((offset, i) =>
    stored.has(`${columns.sourceId[i]}:${offset}:${columns.frameIndex[i]}`),
  );
}
