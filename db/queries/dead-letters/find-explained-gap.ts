import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { letterOfEpoch } from "../gaps/letter-of-epoch";

/** The sequence gap that a letter explains: its number is missing there, or was until it was filled. */
export interface ExplainedGap {
  id: bigint;
  instrumentId: number;
  fromSequence: bigint;
  toSequence: bigint;
  missingCount: string;
  state: string;
  detectedAt: Micros;
  /** whether the letter's own number is still missing */
  isMissing: boolean;
}

export async function findExplainedGap(
  sql: Query,
  letter: { id: string; exchange: string; market: string | null; symbol: string; sequence: bigint },
): Promise<ExplainedGap | undefined> {
  const [row] = await sql<ExplainedGap[]>`
    select g.id, g.instrument_id as "instrumentId", g.from_sequence as "fromSequence", g.to_sequence as "toSequence",
      g.missing_count::text as "missingCount", g.state, g.missing @> ${String(letter.sequence)}::int8 as "isMissing",
      (extract(epoch from g.detected_at) * 1000000)::float8 as "detectedAt"
    from dead_letters d cross join instruments i
    join sequence_gaps g on g.instrument_id = i.id
      and g.from_sequence <= ${String(letter.sequence)}::int8 and g.to_sequence >= ${String(letter.sequence)}::int8
    where d.id = ${letter.id}::int8 and ${letterOfEpoch(sql)} and i.exchange = ${letter.exchange} and i.symbol = ${letter.symbol}
      and (${letter.market}::text is null or i.market = ${letter.market})
    order by g.id desc limit 1`;
  return row;
}
