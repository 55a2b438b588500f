import type { NewDeadLetter } from "@/db/queries/ingest/insert-dead-letters";
import type { Instrument } from "@/db/queries/ingest/resolve-instruments";
import type { Settlement } from "@/db/queries/replay/settle-replays";
import type { ReplayTicket } from "@/domain/dead-letter/replay-headers";
import type { DecodedTrade, RawRecord } from "@/domain/trade/types";

/** One record of a topic partition, as fetched. */
export interface FetchedRecord extends Omit<RawRecord, "topic"> {
  offset: number;
  /** Kafka's timestamp, ms since the epoch */
  timestampMs: number;
}

/** Records of one partition in offset order; offsets may have holes where Kafka keeps none. */
export interface FetchedBatch {
  topic: string;
  partition: number;
  records: readonly FetchedRecord[];
  /** µs since the epoch */
  fetchedAt: number;
}

/** A record that a replay job sent: it settles its letter when its batch is stored. */
export interface ReplayedRecord {
  offset: number;
  ticket: ReplayTicket;
}

/** A batch as decoders read it. The arrays of trades are in step with one another. */
export interface DecodedBatch {
  topic: string;
  partition: number;
  /** the position that the batch expects, and the one it moves to */
  from: number;
  to: number;
  consumed: number;
  decoded: number;
  ignored: number;
  /** offsets before the batch that Kafka deleted unread: `from` inclusive, `to` exclusive */
  lost: { from: number; to: number } | null;
  trades: DecodedTrade[];
  offsets: number[];
  frameIndexes: number[];
  /** Kafka's timestamp of each trade's record, ms */
  recordMs: number[];
  deadLetters: NewDeadLetter[];
  replays: ReplayedRecord[];
  /** what read it */
  build: string;
  lastRecordMs: number;
  fetchedAt: number;
  /** JSON to store with the position; null where it did not change */
  decoderState: string | null;
}

/** A batch with the instruments of its trades, in step with them. */
export interface BatchPart {
  batch: DecodedBatch;
  instruments: readonly Instrument[];
}

/** What storing a batch did with one record of it. */
export type RecordOutcome = Pick<Settlement, "outcome" | "stored" | "duplicates" | "filledGaps" | "error">;

/** What became of a batch. */
export type CommitOutcome =
  | {
      kind: "committed";
      stored: number;
      duplicates: number;
      gaps: number;
      late: number;
      /** what became of the records that were watched, by offset */
      records: ReadonlyMap<number, RecordOutcome>;
    }
  /** the position was elsewhere: another worker has it, or this batch was committed before */
  | { kind: "moved"; nextOffset: number }
  | { kind: "halted" };
