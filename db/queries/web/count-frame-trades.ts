import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** Trades of one frame lie close together in time: venues put into a frame what happened at once. */
const SPREAD_MICROS = 60_000_000;

/** How many stored trades of the instrument came in the same record, within a minute of this one. */
export async function countFrameTrades(
  sql: Query,
  trade: { instrumentId: number; time: Micros; sourceId: number; sourceOffset: bigint },
): Promise<bigint> {
  const [row] = await sql<{ trades: bigint }[]>`
    select count(*)::int8 as trades from trades
    where instrument_id = ${trade.instrumentId}
      and time >= ${formatMicros(Math.max(0, trade.time - SPREAD_MICROS))}::timestamptz
      and time <= ${formatMicros(trade.time + SPREAD_MICROS)}::timestamptz
      and source_id = ${trade.sourceId} and source_offset = ${String(trade.sourceOffset)}::text::int8`;
  return row?.trades ?? 0n;
}
