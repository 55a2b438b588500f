import type { Flood, OutcomeRun } from "@/domain/dead-letter/judge-flood";
import type { DecodedBatch, FetchedRecord } from "./types";

/** Which records of a batch could be read, as runs. Replayed records are left out: that they fail is no news. */
export function outcomeRuns(
  records: readonly FetchedRecord[],
  batch: Pick<DecodedBatch, "deadLetters" | "replays">,
): OutcomeRun[] {
  if (batch.deadLetters.length === 0)
    return [{ failed: false, count: records.length - batch.replays.length }];
  const failed = new Set(batch.deadLetters.map((letter) => letter.sourceOffset));
  const replayed = new Set(batch.replays.map((replay) => replay.offset));
  const runs: OutcomeRun[] = [];
  for (const { offset } of records) {
    if (replayed.has(offset)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.failed === failed.has(offset)) last.count++;
    else runs.push({ failed: failed.has(offset), count: 1 });
  }
  return runs;
}

/** Why a partition halts, for a person: the rule, the commonest error, and that nothing is lost. */
export function describeFlood(
  flood: Flood,
  batch: Pick<DecodedBatch, "topic" | "partition" | "from" | "deadLetters">,
): { reason: string; evidence: Record<string, unknown> } {
  const codes = new Map<string, number>();
  for (const letter of batch.deadLetters) codes.set(letter.code, (codes.get(letter.code) ?? 0) + 1);
  const [commonest] = [...codes].sort((a, b) => b[1] - a[1]);
  const example = batch.deadLetters.find((letter) => letter.code === commonest?.[0]);
  const count = flood.count.toLocaleString("en-US");
  const rule =
    flood.rule === "run"
      ? `${count} records in a row could not be read (limit ${flood.limit.toLocaleString("en-US")})`
      : `${count} of the last ${flood.window.toLocaleString("en-US")} records could not be read (limit ${flood.limit * 100} %)`;
  return {
    reason: `Halted at offset ${batch.from}: ${rule}, most of them ${commonest?.[0] ?? "unreadable"}. Nothing is lost: the records wait in Kafka.`,
    evidence: {
      ...flood,
      topic: batch.topic,
      partition: batch.partition,
      offset: batch.from,
      codes: Object.fromEntries(codes),
      example: example === undefined ? null : { offset: example.sourceOffset, message: example.message },
    },
  };
}
