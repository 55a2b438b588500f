import type { SequenceRange } from "../sequence/types";

/**
 * What is to be done about a gap.
 * - `open`: numbers are missing and nobody knows why
 * - `explained`: the cause is known, the numbers are still missing
 * - `backfilling`: a job is fetching them
 * - `filled`: nothing is missing any more
 * - `unrecoverable`: the venue was asked and does not have what is missing
 * - `acknowledged`: a person accepts it, for a time or for good
 */
export const GAP_STATES = [
  "open",
  "explained",
  "backfilling",
  "filled",
  "unrecoverable",
  "acknowledged",
] as const;
export type GapState = (typeof GAP_STATES)[number];

/**
 * Why numbers are missing.
 * - `dead-letter`: they came, and could not be read: they lie in the DLQ
 * - `socket-drop`: the feed had no socket to the venue at that time
 * - `restart`: no feed worker was running at that time
 * - `partition-lost`: Kafka deleted the records before they were read
 * - `venue`: the venue itself never issued them, or no longer has them
 */
export const GAP_CAUSES = [
  "unknown",
  "dead-letter",
  "socket-drop",
  "restart",
  "partition-lost",
  "venue",
] as const;
export type GapCause = (typeof GAP_CAUSES)[number];

/** What is known of a gap when its cause is decided. Times are µs. */
export interface GapFacts {
  missing: readonly SequenceRange[];
  /** exchange time of the trade before and of the trade after */
  timeBefore: number;
  timeAfter: number;
  /** where the trade before and the trade after were read; null where it is not known any more */
  before: RecordPlace | null;
  after: RecordPlace | null;
  omitted: readonly SequenceRange[];
  expired: readonly SequenceRange[];
}

/** A record's place: partition_positions.id and offset. */
export interface RecordPlace {
  sourceId: number;
  offset: number;
}

/** A dead letter whose number could be read. */
export interface NumberedLetter {
  id: bigint;
  sequence: bigint;
}

/** A dead letter of the same partition and key whose number could not be read. */
export interface UnreadableLetter {
  id: bigint;
  sourceId: number;
  offset: number;
}

/** A time without this exchange's trades, by the feed's own clock, µs. */
export interface OutageFact {
  id: bigint;
  disconnectedAt: number;
  reconnectedAt: number | null;
  reason: string;
}

/** Offsets that Kafka deleted unread: `to` exclusive. */
export interface LostFact {
  id: bigint;
  sourceId: number;
  fromOffset: number;
  toOffset: number;
}

export interface CauseEvidence {
  letters: readonly NumberedLetter[];
  unreadable: readonly UnreadableLetter[];
  outages: readonly OutageFact[];
  lost: readonly LostFact[];
}
