import type { Query } from "../../../client";

export interface FileInstrument {
  id: number;
  exchange: string;
  market: string;
  symbol: string;
}

/** What a file is named after. An id that is none has no row. */
export function listFileInstruments(sql: Query, ids: readonly number[]): Promise<FileInstrument[]> {
  return sql<FileInstrument[]>`
    select id, exchange, market, symbol from instruments where id = any(${[...ids]}::int4[]) order by id`;
}
