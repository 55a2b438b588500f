import type { HistoryRow } from "@/domain/gap/history/venue-history";
import { tracePublish } from "../../job-trace";
import { compression } from "../../kafka/compression";
import type { Producer } from "../../kafka/types";

const BATCH = 500;

/**
 * Publishes rows as the feed would have, under the instrument's key, but for the time of receipt: no socket brought
 * them. The header says which job did.
 * @returns partition → the offset after the last of them, once all replicas have them
 */
export async function publishRows(
  producer: Producer,
  to: { topic: string; key: string; jobId: bigint },
  rows: readonly HistoryRow[],
): Promise<Map<number, bigint>> {
  const ends = new Map<number, bigint>();
  for (let at = 0; at < rows.length; at += BATCH) {
    const some = rows.slice(at, at + BATCH);
    const placed = await tracePublish(to.topic, some.length, (trace) =>
      producer.send({
        topic: to.topic,
        acks: -1,
        compression: compression.lz4,
        messages: some.map(({ frame }, index) => ({
          key: to.key,
          value: frame,
          headers: { "k2-backfill": String(to.jobId), ...(index === 0 ? trace : {}) },
        })),
      }),
    );
    // One key: one partition.
    for (const { partition, baseOffset } of placed) {
      const end = BigInt(baseOffset ?? "0") + BigInt(some.length);
      if (end > (ends.get(partition) ?? 0n)) ends.set(partition, end);
    }
  }
  return ends;
}
