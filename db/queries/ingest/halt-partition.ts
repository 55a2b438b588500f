import type { Sql } from "../../client";

export interface Halt {
  topic: string;
  partition: number;
  /** where the worker stood when it judged */
  from: number;
  /** a plain sentence */
  reason: string;
  evidence: Record<string, unknown>;
}

/**
 * Stops a partition and says so in an alert, in one transaction; what was read stays unread.
 * @returns `passed` where a person lets this flood through, `moved` where the partition stands elsewhere by now
 */
export async function haltPartition(sql: Sql, halt: Halt): Promise<"halted" | "passed" | "moved"> {
  return sql.begin(async (tx) => {
    const [row] = await tx<{ next_offset: bigint; halted: boolean; flood_pass: boolean }[]>`
      select next_offset, halted_at is not null as halted, flood_pass from partition_positions
      where topic = ${halt.topic} and partition = ${halt.partition} for update`;
    if (row === undefined || Number(row.next_offset) !== halt.from) return "moved";
    if (row.halted) return "halted";
    if (row.flood_pass) return "passed";
    await tx`
      update partition_positions set halted_at = now(), halt_reason = ${halt.reason}
      where topic = ${halt.topic} and partition = ${halt.partition}`;
    await tx`
      insert into alerts (kind, subject, severity, message, evidence)
      values ('partition-halted', ${`${halt.topic}/${halt.partition}`}, 'critical', ${halt.reason},
        ${JSON.stringify(halt.evidence)}::text::jsonb)
      on conflict (kind, subject) where closed_at is null do update set
        last_seen_at = now(), message = excluded.message, evidence = excluded.evidence`;
    return "halted";
  });
}
