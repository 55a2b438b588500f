/** An inclusive run of numbers. */
export interface SequenceRange {
  from: bigint;
  to: bigint;
}

/**
 * The numbers seen since the venue last restarted its numbering: all from `lowest` to `highest`, less what the
 * epoch's gaps miss. Times are exchange times in microseconds.
 */
export interface SequenceEpoch {
  epoch: number;
  lowest: bigint;
  lowestTime: number;
  highest: bigint;
  highestTime: number;
}

/** What is known of an instrument's numbers, oldest epoch first, with the missing numbers that may be asked for. */
export interface SequenceState {
  epochs: readonly SequenceEpoch[];
  missing: readonly MissingRange[];
}

/** A run of missing numbers; `gap` tells which gap it belongs to. Runs are disjoint. */
export interface MissingRange extends SequenceRange {
  epoch: number;
  gap: number;
}

/** A gap as it was found: the trade before it and the trade after it. */
export interface FoundGap extends SequenceRange {
  epoch: number;
  timeBefore: number;
  timeAfter: number;
}

export interface SequencedTrade {
  sequence: bigint;
  /** exchange time, µs */
  timeMicros: number;
}

export interface SequenceRules {
  /** false for a feed whose numbers skip: no gap is ever told */
  contiguous: boolean;
  /** exchange time that must pass, while the number falls, for a restart of the venue's numbers, µs */
  resetWindowMicros: number;
  /** how far the number of a contiguous feed must fall, while exchange time goes on, for a restart of any window */
  resetJump: bigint;
}

/** No trade comes so many numbers late and yet with a newer time than all before it. */
export const DEFAULT_RESET_JUMP = 10_000n;

/** What a number means, with the evidence. `late` was not seen before; `duplicate` was. */
export type SequenceFinding =
  | { kind: "first" }
  | { kind: "next" }
  | { kind: "gap"; gap: FoundGap }
  | {
      kind: "late" /** below all seen: what lies between */;
      gap: FoundGap | null /** index of the gap that it fills, null where it was below all seen */;
      fills: number | null;
    }
  | { kind: "duplicate" }
  /** the feed's numbers skip, so only the store can tell whether this one was seen */
  | { kind: "undecided" }
  | { kind: "reset"; epoch: number; fellFrom: bigint };
