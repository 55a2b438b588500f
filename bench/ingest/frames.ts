import { compression } from "@/workers/kafka/compression";
import { ensureTopics } from "@/workers/kafka/ensure-topics";
import type { BenchContext } from "../lib/context";

export const PARTITIONS = 12;
const SYMBOLS = Array.from({ length: 48 }, (_, i) => `B${String(i).padStart(2, "0")}USDT`);
const BATCH = 4_000;

/** Binance frames as the venue sends them; `first` numbers the first trade of each symbol. */
export function frame(index: number, first: number, startMs: number): { key: string; value: string } {
  const symbol = SYMBOLS[index % SYMBOLS.length] ?? "B00USDT";
  const id = first + Math.floor(index / SYMBOLS.length);
  const time = startMs + Math.floor(index / 20);
  const cents = 5_800_000 + ((index * 7919) % 20_000);
  const lots = 1 + ((index * 104_729) % 500_000);
  const price = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}000000`;
  const quantity = `${Math.floor(lots / 100_000)}.${String(lots % 100_000).padStart(5, "0")}000`;
  return {
    key: symbol,
    value: `{"stream":"${symbol.toLowerCase()}@trade","data":{"e":"trade","E":${time + 1},"s":"${symbol}","t":${id},"p":"${price}","q":"${quantity}","T":${time},"m":${index % 3 === 0},"M":true}}`,
  };
}

/** Publishes `count` good frames, lz4, spread over the partitions by symbol as K2 does. */
export async function publishFrames(
  context: BenchContext,
  topic: string,
  count: number,
  first = 1_000_000,
  startMs = Date.UTC(2026, 0, 15),
): Promise<void> {
  await ensureTopics(context.admin, [{ topic, partitions: PARTITIONS }]);
  for (let at = 0; at < count; at += BATCH) {
    const messages = Array.from({ length: Math.min(BATCH, count - at) }, (_, i) => {
      const index = at + i;
      // Symbols are pinned to partitions evenly: a hash of 48 names would leave some idle.
      return { ...frame(index, first, startMs), partition: (index % SYMBOLS.length) % PARTITIONS };
    });
    await context.producer.send({ topic, messages, acks: -1, compression: compression.lz4 });
  }
}
