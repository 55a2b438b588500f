import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";

/** A partition that stands still, or that lets a flood pass. */
export interface HaltedPartition {
  topic: string;
  partition: number;
  nextOffset: bigint;
  haltedAt: Micros | null;
  reason: string | null;
  floodPass: boolean;
  /** of the alert that was raised; null where there is none */
  evidence: unknown;
  /** records behind the topic's end when that was last sampled */
  waiting: bigint | null;
}

export function listHalted(sql: Query): Promise<HaltedPartition[]> {
  return sql<HaltedPartition[]>`
    select p.topic, p.partition, p.next_offset as "nextOffset", p.halt_reason as reason, p.flood_pass as "floodPass",
      (extract(epoch from p.halted_at) * 1000000)::float8 as "haltedAt", a.evidence,
      (select greatest(s.end_offset - p.next_offset, 0) from lag_samples s
        where s.topic = p.topic and s.partition = p.partition order by s.sampled_at desc limit 1) as waiting
    from partition_positions p
    left join alerts a on a.kind = 'partition-halted' and a.subject = p.topic || '/' || p.partition
      and a.closed_at is null
    where p.halted_at is not null or p.flood_pass
    order by p.halted_at, p.topic, p.partition limit 200`;
}
