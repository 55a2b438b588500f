import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** One topic partition: where ingest stands, its account, and the newest sample of where the topic ends. */
export interface PartitionRow {
  id: number;
  topic: string;
  partition: number;
  nextOffset: bigint;
  consumed: bigint;
  decoded: bigint;
  ignored: bigint;
  deadLettered: bigint;
  tradesDecoded: bigint;
  stored: bigint;
  duplicates: bigint;
  conflicts: bigint;
  lost: bigint;
  lastRecordAt: Micros | null;
  movedAt: Micros;
  movedBy: string | null;
  haltedAt: Micros | null;
  haltReason: string | null;
  /** the topic's end when it was last sampled; null where no worker samples */
  endOffset: bigint | null;
  sampledAt: Micros | null;
}

export function listPartitions(sql: Query): Promise<PartitionRow[]> {
  return sql<PartitionRow[]>`
    select p.id, p.topic, p.partition, p.next_offset as "nextOffset", p.consumed, p.decoded, p.ignored,
      p.dead_lettered as "deadLettered", p.trades_decoded as "tradesDecoded", p.stored, p.duplicates, p.conflicts,
      p.lost,
      (extract(epoch from p.last_record_at) * 1000000)::float8 as "lastRecordAt",
      (extract(epoch from p.moved_at) * 1000000)::float8 as "movedAt",
      p.moved_by as "movedBy",
      (extract(epoch from p.halted_at) * 1000000)::float8 as "haltedAt",
      p.halt_reason as "haltReason",
      s.end_offset as "endOffset",
      (extract(epoch from s.sampled_at) * 1000000)::float8 as "sampledAt"
    from partition_positions p
    left join lateral (
      select end_offset, sampled_at from lag_samples s
      where s.topic = p.topic and s.partition = p.partition
      order by sampled_at desc limit 1) s on true
    order by p.topic, p.partition
    limit 5000`;
}
