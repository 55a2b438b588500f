import { ServiceError } from "@/server/errors";

/** Where a reader of the tape stands in one source. */
export interface SourcePosition {
  /** every record before this offset was seen */
  nextOffset: bigint;
  /** trades stored from this source up to there: the difference of two tells how many lie between */
  stored: bigint;
}

/**
 * Where a reader stands in all sources. A record's trades commit together and each source commits in order, so one
 * offset a source says exactly what was seen, over restarts of anything.
 */
export interface TapePosition {
  /** lower bound for the ingest time of whatever follows, µs */
  since: number;
  sources: ReadonlyMap<number, SourcePosition>;
}

const SHAPE = /^\d{1,16}(?:\.\d{1,10}-\d{1,19}-\d{1,19})*$/;
const MAX_SOURCES = 2_000;

/** Whether a reader who stands at `at` has seen everything before `start`: nothing lies between the two. */
export function reaches(at: TapePosition, start: TapePosition): boolean {
  return [...start.sources].every(
    ([id, source]) => (at.sources.get(id)?.nextOffset ?? 0n) >= source.nextOffset,
  );
}

/** The further of two positions, source by source. */
export function furthest(a: TapePosition, b: TapePosition): TapePosition {
  const sources = new Map(a.sources);
  for (const [id, source] of b.sources) {
    if (source.nextOffset >= (sources.get(id)?.nextOffset ?? 0n)) sources.set(id, source);
  }
  return { since: Math.max(a.since, b.since), sources };
}

/** The position as the id of an event: it comes back as `lastEventId` when a client reconnects. */
export function encodeTapePosition(position: TapePosition): string {
  const parts = [...position.sources].map(([id, at]) => `.${id}-${at.nextOffset}-${at.stored}`);
  return position.since + parts.join("");
}

export function isTapePosition(text: string): boolean {
  return SHAPE.test(text) && text.split(".").length <= MAX_SOURCES + 1;
}

/**
 * Reads an event id back.
 * @throws {ServiceError} CURSOR_INVALID where it is not one that `encodeTapePosition` made
 */
export function decodeTapePosition(text: string): TapePosition {
  if (!isTapePosition(text)) {
    throw new ServiceError("CURSOR_INVALID", "This point of the tape is not known. Open the tape again.");
  }
  const [since, ...parts] = text.split(".");
  const sources = new Map<number, SourcePosition>();
  for (const part of parts) {
    const [id = "", nextOffset = "", stored = ""] = part.split("-");
    sources.set(Number(id), { nextOffset: BigInt(nextOffset), stored: BigInt(stored) });
  }
  return { since: Number(since), sources };
}
