import { setTimeout as wait } from "node:timers/promises";
import { compression } from "@/workers/kafka/compression";
import type { BenchContext } from "../lib/context";
import { PARTITIONS } from "../lib/topic";

const SYMBOLS = Array.from({ length: 48 }, (_, i) => `B${String(i).padStart(2, "0")}USDT`);
/** records a request: what a feed under load sends at once */
const REQUEST = 4_000;

/** The trades of a run: number `index` of them, as the venue has it. */
export interface SampleTrade {
  symbol: string;
  id: number;
  timeMs: number;
  price: string;
  quantity: string;
  buyerIsMaker: boolean;
}

/** The first trade's number of each symbol, and its time: in the middle of a day, so that a run stays within it. */
const FIRST_ID = 1_000_000_000;
export const START_MS = Date.UTC(2026, 0, 15, 6);

/** 48 symbols in turn, 20 trades a millisecond; prices and quantities as long as Binance writes them. */
export function sampleTrade(index: number): SampleTrade {
  const cents = 5_800_000 + ((index * 7919) % 20_000);
  const lots = 1 + ((index * 104_729) % 500_000);
  return {
    symbol: SYMBOLS[index % SYMBOLS.length] ?? "B00USDT",
    id: FIRST_ID + Math.floor(index / SYMBOLS.length),
    timeMs: START_MS + Math.floor(index / 20),
    price: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}000000`,
    quantity: `${Math.floor(lots / 100_000)}.${String(lots % 100_000).padStart(5, "0")}000`,
    buyerIsMaker: index % 3 === 0,
  };
}

/** The frame of a trade in Binance's combined stream. */
export function binanceFrame(trade: SampleTrade): string {
  return `{"stream":"${trade.symbol.toLowerCase()}@trade","data":{"e":"trade","E":${trade.timeMs + 1},"s":"${trade.symbol}","t":${trade.id},"p":"${trade.price}","q":"${trade.quantity}","T":${trade.timeMs},"m":${trade.buyerIsMaker},"M":true}}`;
}

/** Symbols are pinned to partitions evenly: a hash of 48 names would leave some partitions idle. */
export function partitionOf(index: number): number {
  return (index % SYMBOLS.length) % PARTITIONS;
}

/**
 * Publishes the trades `from` to `to` (exclusive), lz4, keyed and spread by symbol as K2 does; each `tracedEvery`th of them as
 * one of a sampled trace.
 */
export async function publishFrames(
  context: BenchContext,
  topic: string,
  from: number,
  to: number,
  tracedEvery = Number.POSITIVE_INFINITY,
): Promise<void> {
  for (let at = from; at < to; at += REQUEST) {
    context.signal.throwIfAborted();
    const messages = Array.from({ length: Math.min(REQUEST, to - at) }, (_, i) => {
      const trade = sampleTrade(at + i);
      const message = { key: trade.symbol, value: binanceFrame(trade), partition: partitionOf(at + i) };
      return (at + i) % tracedEvery === 0
        ? { ...message, headers: { traceparent: traceparentOf(at + i) } }
        : message;
    });
    await context.producer.send({ topic, messages, acks: -1, compression: compression.lz4 });
  }
}

function traceparentOf(index: number): string {
  const id = (index + 1).toString(16);
  return `00-${id.padStart(32, "0")}-${id.padStart(16, "0")}-01`;
}

const TICK_MS = 20;

/** Publishes `perSecond` trades from number `from` on for so many seconds, in requests of 20 ms' worth. */
export async function publishSteadily(
  context: BenchContext,
  topic: string,
  options: { from: number; perSecond: number; seconds: number; onSecond?: (second: number) => void },
): Promise<number> {
  const started = performance.now();
  const total = options.perSecond * options.seconds;
  let sent = 0;
  const underWay = new Set<Promise<unknown>>();
  for (let second = 0; sent < total; ) {
    await wait(TICK_MS, undefined, { signal: context.signal });
    const elapsed = (performance.now() - started) / 1000;
    const due = Math.min(total, Math.floor(elapsed * options.perSecond));
    if (due > sent) {
      const sending = publishFrames(context, topic, options.from + sent, options.from + due);
      underWay.add(sending);
      void sending.finally(() => underWay.delete(sending));
      sent = due;
    }
    if (elapsed >= second + 1) options.onSecond?.(++second);
  }
  await Promise.all(underWay);
  return sent;
}
