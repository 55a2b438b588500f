import type { Ask, HistoryPage, HistoryRow } from "@/domain/gap/history/venue-history";
import type { SequenceEpoch, SequenceRange } from "@/domain/sequence/types";

/** One gap of a stretch: what is still wanted of it, and when its trades must have been. Times are µs. */
export interface WalkTarget {
  wanted: readonly SequenceRange[];
  timeBefore: number;
  timeAfter: number;
}

/** Which numbering the wanted numbers are of, among all that were seen of the instrument, the oldest first. */
export interface WalkNumbering {
  epochs: readonly SequenceEpoch[];
  epoch: number;
}

export interface Walk {
  paging: "up" | "down" | "time";
  /** null where the venue never restarted the instrument's numbers */
  numbering: WalkNumbering | null;
  targets: readonly WalkTarget[];
  /** asks the venue, within its limits and with retries; throws where the job has to stop */
  ask(ask: Ask): Promise<HistoryPage>;
  /** takes rows that were wanted and are new, before the next question is asked */
  keep(rows: readonly HistoryRow[]): Promise<void>;
  /** most questions for this stretch, repeats included */
  maxCalls: number;
}

export interface WalkOutcome {
  remaining: SequenceRange[];
  /** left out of three answers that had their neighbours on both sides */
  omitted: SequenceRange[];
  /**
   * no longer served under their numbers: older than all that the venue gave, which was asked for by number and answered
   * by number, or of a numbering that another one has replaced
   */
  expired: SequenceRange[];
  /** why something is left unresolved, for people; null where nothing is */
  note: string | null;
}

/** What one pass over the wanted numbers came to. */
export interface PassOutcome {
  omitted: SequenceRange[];
  expired: SequenceRange[];
  note: string | null;
}
