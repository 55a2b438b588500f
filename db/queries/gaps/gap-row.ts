import type { GapCause, GapState } from "@/domain/gap/types";
import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** A gap as lists show it. */
export interface GapRow {
  id: bigint;
  instrumentId: number;
  exchange: string;
  market: string;
  symbol: string;
  /** which of the venue's numberings, from 0 on: a restart of its numbers begins another */
  epoch: number;
  fromSequence: bigint;
  toSequence: bigint;
  /** how many numbers are still missing */
  missingCount: string;
  /** exchange time of the last trade before and of the first after it */
  timeBefore: Micros;
  timeAfter: Micros;
  detectedAt: Micros;
  filledAt: Micros | null;
  cause: GapCause;
  state: GapState;
  backfillJobId: bigint | null;
  acknowledgedBy: string | null;
  acknowledgedReason: string | null;
  acknowledgedUntil: Micros | null;
}

/** Columns of a `GapRow` from `sequence_gaps g` and `instruments i`. */
export function gapColumns(sql: Query) {
  return sql`g.id, g.instrument_id as "instrumentId", i.exchange, i.market, i.symbol, g.epoch,
    g.from_sequence as "fromSequence", g.to_sequence as "toSequence", g.missing_count::text as "missingCount",
    (extract(epoch from g.time_before) * 1000000)::float8 as "timeBefore",
    (extract(epoch from g.time_after) * 1000000)::float8 as "timeAfter",
    (extract(epoch from g.detected_at) * 1000000)::float8 as "detectedAt",
    (extract(epoch from g.filled_at) * 1000000)::float8 as "filledAt", g.cause, g.state,
    g.backfill_job_id as "backfillJobId", g.acknowledged_by as "acknowledgedBy",
    g.acknowledged_reason as "acknowledgedReason",
    (extract(epoch from g.acknowledged_until) * 1000000)::float8 as "acknowledgedUntil"`;
}
