import type { SequencePolicy } from "@/domain/trade/types";
import type { Query } from "../../client";

export interface NewInstrument {
  exchange: string;
  market: string;
  symbol: string;
  canonicalSymbol: string;
  policy: SequencePolicy;
}

export interface Instrument extends NewInstrument {
  id: number;
}

/** The ids of instruments, made where they are new. Two workers may ask for the same at once. */
export async function resolveInstruments(
  sql: Query,
  wanted: readonly NewInstrument[],
): Promise<Instrument[]> {
  const rows = await sql<
    {
      id: number;
      exchange: string;
      market: string;
      symbol: string;
      canonical_symbol: string;
      policy: SequencePolicy;
    }[]
  >`
    with wanted as (
      select * from unnest(
        ${wanted.map((one) => one.exchange)}::text[], ${wanted.map((one) => one.market)}::text[],
        ${wanted.map((one) => one.symbol)}::text[], ${wanted.map((one) => one.canonicalSymbol)}::text[],
        ${wanted.map((one) => one.policy)}::text[]) as w (exchange, market, symbol, canonical_symbol, policy)
    ), made as (
      insert into instruments (exchange, market, symbol, canonical_symbol, policy)
      select w.* from wanted w
      where not exists (select 1 from instruments i
        where i.exchange = w.exchange and i.market = w.market and i.symbol = w.symbol)
      order by exchange, market, symbol
      on conflict (exchange, market, symbol) do update set symbol = excluded.symbol
      returning id, exchange, market, symbol, canonical_symbol, policy
    ), ledger as (
      insert into instrument_ledger (instrument_id) select id from made on conflict do nothing
    )
    select id, exchange, market, symbol, canonical_symbol, policy from made
    union
    select i.id, i.exchange, i.market, i.symbol, i.canonical_symbol, i.policy
    from instruments i join wanted w using (exchange, market, symbol)`;
  return rows.map((row) => ({ ...row, canonicalSymbol: row.canonical_symbol }));
}
