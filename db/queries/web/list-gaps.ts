import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

export type GapState = "open" | "explained" | "backfilling" | "filled" | "unrecoverable" | "acknowledged";

export interface GapRow {
  id: bigint;
  instrumentId: number;
  exchange: string;
  market: string;
  symbol: string;
  fromSequence: bigint;
  toSequence: bigint;
  /** how many numbers are still missing */
  missingCount: string;
  timeBefore: Micros;
  timeAfter: Micros;
  detectedAt: Micros;
  cause: string;
  state: GapState;
}

export interface GapsQuestion {
  states: readonly GapState[];
  exchange: string | null;
  instrumentId: number | null;
  after: { detectedAt: Micros; id: string } | null;
  limit: number;
}

/** Gaps, the newest found first. */
export function listGaps(sql: Query, question: GapsQuestion): Promise<GapRow[]> {
  const { after } = question;
  return sql<GapRow[]>`
    select g.id, g.instrument_id as "instrumentId", i.exchange, i.market, i.symbol,
      g.from_sequence as "fromSequence", g.to_sequence as "toSequence", g.missing_count::text as "missingCount",
      (extract(epoch from g.time_before) * 1000000)::float8 as "timeBefore",
      (extract(epoch from g.time_after) * 1000000)::float8 as "timeAfter",
      (extract(epoch from g.detected_at) * 1000000)::float8 as "detectedAt",
      g.cause, g.state
    from sequence_gaps g join instruments i on i.id = g.instrument_id
    where true
      ${question.states.length === 0 ? sql`` : sql`and g.state = any(${[...question.states]}::text[])`}
      ${question.exchange === null ? sql`` : sql`and i.exchange = ${question.exchange}`}
      ${question.instrumentId === null ? sql`` : sql`and g.instrument_id = ${question.instrumentId}`}
      ${after === null ? sql`` : sql`and (g.detected_at, g.id) < (${formatMicros(after.detectedAt)}::timestamptz, ${after.id}::int8)`}
    order by g.detected_at desc, g.id desc
    limit ${question.limit}`;
}
