import type { Micros } from "@/domain/time/micros";
import type { SequencePolicy } from "@/domain/trade/types";
import type { Query } from "../../client";

/** Where a trade came from, beside its own row. */
export interface LineageRow {
  exchange: string;
  market: string;
  symbol: string;
  canonicalSymbol: string;
  policy: SequencePolicy;
  /** the account of the partition that it was read from */
  source: {
    firstOffset: bigint;
    nextOffset: bigint;
    consumed: bigint;
    stored: bigint;
    duplicates: bigint;
    lastMovedAt: Micros;
  };
  /** the last backfill that published the trade's number, whichever record became the row */
  backfillJobId: bigint | null;
  /** a dead letter that holds the trade's number */
  letter: { id: bigint; state: string } | null;
}

/** What is known around a trade; undefined where its instrument or partition is not known. */
export async function findLineage(
  sql: Query,
  trade: { instrumentId: number; sourceId: number; sequence: bigint | null },
): Promise<LineageRow | undefined> {
  const number = trade.sequence === null ? null : String(trade.sequence);
  interface Flat extends Omit<LineageRow, "source" | "letter"> {
    firstOffset: bigint;
    nextOffset: bigint;
    consumed: bigint;
    stored: bigint;
    duplicates: bigint;
    lastMovedAt: Micros;
    letterId: bigint | null;
    letterState: string | null;
  }
  const [row] = await sql<Flat[]>`
    select i.exchange, i.market, i.symbol, i.canonical_symbol as "canonicalSymbol", i.policy,
      p.first_offset as "firstOffset", p.next_offset as "nextOffset", p.consumed, p.stored, p.duplicates,
      (extract(epoch from p.moved_at) * 1000000)::float8 as "lastMovedAt",
      (select max(r.job_id) from backfill_rows r
        where r.instrument_id = i.id and r.sequence = ${number}::text::int8) as "backfillJobId",
      l.id as "letterId", l.state as "letterState"
    from instruments i cross join partition_positions p
    left join lateral (
      select d.id, d.state from dead_letters d
      where d.instrument_id = i.id and d.sequence = ${number}::text::int8 and d.sequence is not null
      order by d.id desc limit 1) l on true
    where i.id = ${trade.instrumentId} and p.id = ${trade.sourceId}`;
  if (row === undefined) return undefined;
  const { exchange, market, symbol, canonicalSymbol, policy, backfillJobId, letterId, letterState } = row;
  const { firstOffset, nextOffset, consumed, stored, duplicates, lastMovedAt } = row;
  return {
    exchange,
    market,
    symbol,
    canonicalSymbol,
    policy,
    source: { firstOffset, nextOffset, consumed, stored, duplicates, lastMovedAt },
    backfillJobId,
    letter: letterId === null ? null : { id: letterId, state: letterState ?? "" },
  };
}
