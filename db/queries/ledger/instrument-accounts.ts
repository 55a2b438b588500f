import type { SequencePolicy } from "@/domain/trade/types";
import type { Query } from "../../client";

/** The account of one instrument over everything ever stored of it. */
export interface InstrumentAccount {
  instrumentId: number;
  exchange: string;
  market: string;
  symbol: string;
  canonicalSymbol: string;
  policy: SequencePolicy;
  stored: bigint;
  duplicates: bigint;
  conflicts: bigint;
  outOfOrder: bigint;
  resets: bigint;
  /** exact decimals */
  quantity: string;
  notional: string;
  /** null for feeds without numbers */
  minSequence: bigint | null;
  maxSequence: bigint | null;
  /** numbers between the lowest and the highest of each epoch */
  expected: string;
  missing: string;
}

export async function instrumentAccounts(sql: Query): Promise<InstrumentAccount[]> {
  return sql<InstrumentAccount[]>`
    select i.id as "instrumentId", i.exchange, i.market, i.symbol, i.canonical_symbol as "canonicalSymbol", i.policy,
      l.stored, l.duplicates, l.conflicts, l.out_of_order as "outOfOrder", l.resets, l.quantity, l.notional,
      s.lowest as "minSequence", s.highest as "maxSequence", coalesce(s.expected, 0)::text as expected,
      coalesce(g.missing, 0)::text as missing
    from instruments i
    join instrument_ledger l on l.instrument_id = i.id
    left join (
      select instrument_id, min(lowest) as lowest, max(highest) as highest,
        sum(highest::numeric - lowest + 1) as expected
      from sequence_positions group by instrument_id
    ) s on s.instrument_id = i.id
    left join (
      select instrument_id, sum(missing_count) as missing
      from sequence_gaps where state <> 'filled' group by instrument_id
    ) g on g.instrument_id = i.id
    order by i.exchange, i.market, i.symbol`;
}
