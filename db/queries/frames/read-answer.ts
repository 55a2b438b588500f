import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** What Kafka said of a record. */
export interface FrameAnswer {
  outcome: "found" | "gone" | "failed";
  /** why it failed */
  error: string | null;
  key: Buffer | null;
  value: Buffer | null;
  headers: [name: string, base64: string | null][];
  /** when the producer or the broker stamped it */
  recordTime: Micros | null;
  /** the records that the partition holds now: from `low` up to, and without, `end` */
  lowOffset: bigint | null;
  endOffset: bigint | null;
}

/** The answer; null while there is none. `taken` tells whether a maintainer is at it. */
export async function readAnswer(
  sql: Query,
  id: bigint,
): Promise<{ taken: boolean; answer: FrameAnswer | null }> {
  const [row] = await sql<
    (Omit<FrameAnswer, "outcome"> & { outcome: FrameAnswer["outcome"] | null; taken: boolean })[]
  >`
    select taken_at is not null as taken, outcome, error, key, value, headers,
      (extract(epoch from record_time) * 1000000)::float8 as "recordTime",
      low_offset as "lowOffset", end_offset as "endOffset"
    from frame_requests where id = ${String(id)}::text::int8`;
  if (row === undefined) return { taken: false, answer: null };
  const { taken, outcome, ...rest } = row;
  return { taken, answer: outcome === null ? null : { outcome, ...rest } };
}
