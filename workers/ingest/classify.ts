import { formatMultirange, rangesOf } from "@/db/multirange";
import type { StoredGap } from "@/db/queries/ingest/load-missing";
import type { Instrument } from "@/db/queries/ingest/resolve-instruments";
import { SequenceCursor } from "@/domain/sequence/sequence-cursor";
import {
  DEFAULT_RESET_JUMP,
  type FoundGap,
  type MissingRange,
  type SequenceEpoch,
} from "@/domain/sequence/types";
import type { DecodedTrade } from "@/domain/trade/types";

/** What is to become of a trade. */
export const STORE = 0;
export const DUPLICATE = 1;
/** the identity index decides */
export const UNDECIDED = 2;
/** the same, and where it is new, its number is below the highest seen */
export const UNDECIDED_LATE = 3;
export type Verdict = typeof STORE | typeof DUPLICATE | typeof UNDECIDED | typeof UNDECIDED_LATE;

/** A gap that the batch opened or touched; `id` is null for one it opened. */
export interface TouchedGap {
  id: bigint | null;
  epoch: number;
  found: FoundGap | null;
  /** the record that showed it, of one that was opened */
  sourceId: number;
  sourceOffset: number;
  lowest: bigint;
  highest: bigint;
  filled: { sequence: bigint; timeMicros: number }[];
}

/** One instrument's part of a batch, while it is worked on. */
export interface InstrumentWork {
  instrument: Instrument;
  before: readonly SequenceEpoch[];
  sequence: SequenceCursor;
  contiguous: boolean;
  gaps: TouchedGap[];
  outOfOrder: number;
  resets: number;
}

/** When the venue has restarted its numbers: see `SequenceRules`. */
export interface ResetRules {
  resetWindowMicros: number;
  resetJump?: bigint | undefined;
}

export function startWork(
  instrument: Instrument,
  epochs: readonly SequenceEpoch[],
  { resetWindowMicros, resetJump = DEFAULT_RESET_JUMP }: ResetRules,
): InstrumentWork {
  const contiguous = instrument.policy === "contiguous";
  return {
    instrument,
    before: epochs,
    sequence: new SequenceCursor({ epochs, missing: [] }, { contiguous, resetWindowMicros, resetJump }),
    contiguous,
    gaps: [],
    outOfOrder: 0,
    resets: 0,
  };
}

/** Numbers of a batch that may fill gaps stored before it: those not above the highest seen. */
export function lateCandidates(
  work: InstrumentWork,
  numbers: readonly bigint[],
): { instrumentId: number; numbers: string; lowest: bigint; highest: bigint } | undefined {
  const latest = work.before.at(-1);
  if (latest === undefined || !work.contiguous) return undefined;
  const several = work.before.length > 1;
  const late = numbers.filter((number) => several || number <= latest.highest);
  const ranges = rangesOf(late);
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    instrumentId: work.instrument.id,
    numbers: formatMultirange(ranges),
    lowest: first.from,
    highest: last.to,
  };
}

/** Takes in the stored gaps that `lateCandidates` may fill. */
export function withStoredGap(work: InstrumentWork, gap: StoredGap): void {
  const index = work.gaps.length;
  work.gaps.push({
    id: gap.id,
    epoch: gap.epoch,
    found: null,
    sourceId: 0,
    sourceOffset: 0,
    lowest: gap.lowest,
    highest: gap.highest,
    filled: [],
  });
  const missing: MissingRange[] = gap.asked.map((range) => ({ ...range, epoch: gap.epoch, gap: index }));
  const { state } = work.sequence;
  work.sequence.state = { epochs: state.epochs, missing: [...state.missing, ...missing] };
}

/** Decides one trade and moves the instrument's state on. */
export function classify(
  work: InstrumentWork,
  trade: DecodedTrade,
  sourceId: number,
  sourceOffset: number,
): Verdict {
  if (trade.sequence === null) return trade.tradeId === null ? STORE : UNDECIDED;
  const { sequence, timeMicros } = trade;
  const finding = work.sequence.track(sequence, timeMicros, work.gaps.length);
  switch (finding.kind) {
    case "next":
    case "first":
      return STORE;
    case "duplicate":
      return DUPLICATE;
    case "undecided":
      return sequence < (work.sequence.state.epochs.at(-1)?.highest ?? 0n) ? UNDECIDED_LATE : UNDECIDED;
    case "reset":
      work.resets++;
      return STORE;
    case "gap":
      openGap(work, finding.gap, sourceId, sourceOffset);
      return STORE;
    case "late":
      work.outOfOrder++;
      if (finding.fills !== null) work.gaps[finding.fills]?.filled.push({ sequence, timeMicros });
      else if (finding.gap !== null) openGap(work, finding.gap, sourceId, sourceOffset);
      return STORE;
  }
}

function openGap(work: InstrumentWork, found: FoundGap, sourceId: number, sourceOffset: number): void {
  work.gaps.push({
    id: null,
    epoch: found.epoch,
    found,
    sourceId,
    sourceOffset,
    lowest: found.from,
    highest: found.to,
    filled: [],
  });
}
