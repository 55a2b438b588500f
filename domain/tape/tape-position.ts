import type { Micros } from "@/domain/time/micros";

/**
 * Where a reader of one instrument's tape stands. A record's trades commit together and each source commits in order,
 * so one offset a source says exactly what was seen, over restarts of anything.
 */
export interface TapePosition {
  /** exchange time of the newest trade that was seen */
  time: Micros;
  /** trades of the instrument stored up to there: the difference of two tells how many lie between */
  stored: bigint;
  /** source id → every record before this offset was seen */
  sources: ReadonlyMap<number, bigint>;
}

const SHAPE = /^\d{1,16}\.\d{1,19}(?:\.\d{1,10}-\d{1,19})*$/;
const MAX_SOURCES = 2_000;

/** Whether a reader who stands at `at` has seen everything before `start`: nothing lies between the two. */
export function reaches(at: TapePosition, start: TapePosition): boolean {
  return [...start.sources].every(([id, offset]) => (at.sources.get(id) ?? 0n) >= offset);
}

/** The further of two positions, source by source. */
export function furthest(a: TapePosition, b: TapePosition): TapePosition {
  const sources = new Map(a.sources);
  for (const [id, offset] of b.sources) {
    if (offset > (sources.get(id) ?? 0n)) sources.set(id, offset);
  }
  return { time: Math.max(a.time, b.time), stored: a.stored > b.stored ? a.stored : b.stored, sources };
}

/** The position as the id of an event: it comes back as `lastEventId` when a client reconnects. */
export function encodeTapePosition(position: TapePosition): string {
  const sources = [...position.sources].map(([id, offset]) => `.${id}-${offset}`);
  return `${position.time}.${position.stored}${sources.join("")}`;
}

export function isTapePosition(text: string): boolean {
  return SHAPE.test(text) && text.split(".").length <= MAX_SOURCES + 2;
}

/** Reads an event id back; null where it is not one that `encodeTapePosition` made. */
export function parseTapePosition(text: string): TapePosition | null {
  if (!isTapePosition(text)) return null;
  const [time = "", stored = "", ...parts] = text.split(".");
  const sources = new Map<number, bigint>();
  for (const part of parts) {
    const [id = "", offset = ""] = part.split("-");
    sources.set(Number(id), BigInt(offset));
  }
  return { time: Number(time), stored: BigInt(stored), sources };
}

/** A trade's key on the tape, unique and stable: source, offset, index in the frame. */
export function tapeKey(trade: { sourceId: number; sourceOffset: bigint; frameIndex: number }): string {
  return `${trade.sourceId}:${trade.sourceOffset}:${trade.frameIndex}`;
}

/** Whether the trade with this key is one that a reader who stands at `at` has not seen. */
export function isBehind(key: string, at: TapePosition): boolean {
  const [source = "", offset = ""] = key.split(":");
  return BigInt(offset) >= (at.sources.get(Number(source)) ?? 0n);
}
