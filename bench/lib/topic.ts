import { randomUUID } from "node:crypto";
import { ensureTopics } from "@/workers/kafka/ensure-topics";
import type { BenchContext } from "./context";

/** K2's number of partitions. */
export const PARTITIONS = 12;

/** A topic of Binance frames of a suite's own, named so that our decoders take it. */
export async function openTopic(context: BenchContext): Promise<{ name: string; drop(): Promise<void> }> {
  const letters = [...randomUUID().replaceAll("-", "").slice(0, 12)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join("");
  const name = `market.bench${letters}.trades.binance.raw`;
  await ensureTopics(context.admin, [{ topic: name, partitions: PARTITIONS }]);
  return {
    name,
    drop: () => context.admin.deleteTopics({ topics: [name], timeout: 15_000 }),
  };
}
