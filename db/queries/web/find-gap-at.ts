import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** A gap that misses a certain number. */
export interface GapAt {
  id: bigint;
  fromSequence: bigint;
  toSequence: bigint;
  missingCount: string;
  state: string;
  cause: string;
}

/**
 * The gap of an instrument that misses this number. After a reset of the venue's numbers the same one may be missing
 * twice: then the gap nearest in time.
 */
export async function findGapAt(
  sql: Query,
  instrumentId: number,
  sequence: bigint,
  time: Micros,
): Promise<GapAt | null> {
  const number = String(sequence);
  const [gap] = await sql<GapAt[]>`
    select id, from_sequence as "fromSequence", to_sequence as "toSequence", missing_count::text as "missingCount",
      state, cause
    from sequence_gaps
    where instrument_id = ${instrumentId} and state <> 'filled'
      and from_sequence <= ${number}::text::int8 and to_sequence >= ${number}::text::int8
      and missing @> ${number}::text::int8
    order by abs(extract(epoch from time_before - ${formatMicros(time)}::timestamptz))
    limit 1`;
  return gap ?? null;
}
