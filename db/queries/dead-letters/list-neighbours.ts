import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** A record beside a letter in its partition: another letter, or one whose trades are stored. */
export type Neighbour =
  | { kind: "letter"; offset: bigint; id: bigint; code: string; symbol: string | null; time: Micros | null }
  | { kind: "trade"; offset: bigint; symbol: string; price: string; quantity: string; time: Micros };

export interface NeighbourPlace {
  topic: string;
  partition: number;
  offset: bigint;
  /** µs; around when the record was ingested: trades are looked for there alone */
  ingestedAround: Micros;
}

const HOUR_MICROS = 3_600_000_000;

/** Letters and stored trades within `reach` offsets of a place, in offset order. */
export async function listNeighbours(sql: Query, place: NeighbourPlace, reach: number): Promise<Neighbour[]> {
  const from = String(place.offset - BigInt(reach));
  const to = String(place.offset + BigInt(reach));
  const [letters, trades] = await Promise.all([
    sql<{ offset: bigint; id: bigint; code: string; symbol: string | null; time: Micros | null }[]>`
      select source_offset as "offset", id, code, symbol, (extract(epoch from record_time) * 1000000)::float8 as time
      from dead_letters
      where topic = ${place.topic} and partition = ${place.partition} and reporter = 'ingest'
        and source_offset between ${from}::int8 and ${to}::int8
      order by source_offset limit ${2 * reach + 1}`,
    sql<{ offset: bigint; symbol: string; price: string; quantity: string; time: Micros }[]>`
      select t.source_offset as "offset", i.symbol, t.price::text as price, t.quantity::text as quantity,
        (extract(epoch from t.time) * 1000000)::float8 as time
      from trades t
      join partition_positions p on p.id = t.source_id and p.topic = ${place.topic} and p.partition = ${place.partition}
      join instruments i on i.id = t.instrument_id
      where t.source_offset between ${from}::int8 and ${to}::int8
        and t.ingested_at between ${formatMicros(place.ingestedAround - HOUR_MICROS)}::text::timestamptz
          and ${formatMicros(place.ingestedAround + HOUR_MICROS)}::text::timestamptz
      order by t.source_offset, t.frame_index limit ${4 * reach}`,
  ]);
  const all: Neighbour[] = [
    ...letters.map((one) => ({ kind: "letter" as const, ...one })),
    ...trades.map((one) => ({ kind: "trade" as const, ...one })),
  ];
  return all.sort((a, b) => (a.offset < b.offset ? -1 : a.offset > b.offset ? 1 : 0));
}
