import type { Micros } from "@/domain/time/micros";
import type { SequencePolicy } from "@/domain/trade/types";
import type { Query } from "../../client";

export interface InstrumentRow {
  id: number;
  exchange: string;
  market: string;
  symbol: string;
  canonicalSymbol: string;
  policy: SequencePolicy;
  stored: bigint;
  firstTime: Micros | null;
  lastTime: Micros | null;
}

/** All instruments, the one that traded last first. */
export function listInstruments(sql: Query): Promise<InstrumentRow[]> {
  return sql<InstrumentRow[]>`
    select i.id, i.exchange, i.market, i.symbol, i.canonical_symbol as "canonicalSymbol", i.policy,
      coalesce(l.stored, 0)::int8 as stored,
      (extract(epoch from l.first_time) * 1000000)::float8 as "firstTime",
      (extract(epoch from l.last_time) * 1000000)::float8 as "lastTime"
    from instruments i left join instrument_ledger l on l.instrument_id = i.id
    order by date_trunc('hour', l.last_time) desc nulls last, l.stored desc nulls last, i.id
    limit 5000`;
}
