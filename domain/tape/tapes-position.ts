import type { TapePosition } from "@/domain/tape/tape-position";
import type { Micros } from "@/domain/time/micros";

/**
 * Where a reader of several tapes stands. All of them stand at the same record of each source, since they are looked at
 * in one moment: only the newest time and the sum are each one's own.
 */
export interface TapesPosition {
  /** source id → every record before this offset was seen */
  sources: ReadonlyMap<number, bigint>;
  /** a tape's key → exchange time of its newest trade that was seen, and its trades stored up to there */
  tapes: ReadonlyMap<number, { time: Micros; stored: bigint }>;
}

const SOURCE = String.raw`\d{1,10}-\d{1,19}`;
const SHAPE = new RegExp(String.raw`^(?:${SOURCE}(?:\.${SOURCE})*)?(?:~\d{1,10}\.\d{1,16}\.\d{1,19})+$`);
const MAX_SOURCES = 2_000;
/** As many tapes as one stream carries: its id must go into the address of a request, of which servers take 16 KB. */
export const MAX_TAPES = 64;

/** The position as the id of an event: it comes back as `lastEventId` when a client reconnects. */
export function encodeTapesPosition({ sources, tapes }: TapesPosition): string {
  const offsets = [...sources].map(([id, offset]) => `${id}-${offset}`).join(".");
  return offsets + [...tapes].map(([key, { time, stored }]) => `~${key}.${time}.${stored}`).join("");
}

/** Reads an event id back; null where it is not one that `encodeTapesPosition` made. */
export function parseTapesPosition(text: string): TapesPosition | null {
  if (!SHAPE.test(text)) return null;
  const [offsets = "", ...places] = text.split("~");
  const parts = offsets === "" ? [] : offsets.split(".");
  if (parts.length > MAX_SOURCES || places.length > MAX_TAPES) return null;
  const sources = new Map(
    parts.map((part) => {
      const [id = "", offset = ""] = part.split("-");
      return [Number(id), BigInt(offset)];
    }),
  );
  const tapes = new Map(
    places.map((place) => {
      const [key = "", time = "", stored = ""] = place.split(".");
      return [Number(key), { time: Number(time), stored: BigInt(stored) }];
    }),
  );
  return { sources, tapes };
}

/** Where one of the tapes stands; undefined where it is not among them. */
export function positionOfTape({ sources, tapes }: TapesPosition, key: number): TapePosition | undefined {
  const place = tapes.get(key);
  return place && { ...place, sources };
}
