import { formatMultirange, rangesOf } from "@/db/multirange";
import type { StoredGap } from "@/db/queries/ingest/load-missing";
import type { Instrument } from "@/db/queries/ingest/resolve-instruments";
import { trackSequence } from "@/domain/sequence/track-sequence";
import type {
  FoundGap,
  MissingRange,
  SequenceEpoch,
  SequenceRules,
  SequenceState,
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
  sourceOffset: number;
  lowest: bigint;
  highest: bigint;
  filled: { sequence: bigint; timeMicros: number }[];
}

/** One instrument's part of a batch, while it is worked on. */
export interface InstrumentWork {
  instrument: Instrument;
  before: readonly SequenceEpoch[];
  state: SequenceState;
  rules: SequenceRules;
  gaps: TouchedGap[];
  outOfOrder: number;
  resets: number;
}

export function startWork(
  instrument: Instrument,
  epochs: readonly SequenceEpoch[],
  resetWindowMicros: number,
): InstrumentWork {
  return {
    instrument,
    before: epochs,
    state: { epochs, missing: [] },
    rules: { contiguous: instrument.policy === "contiguous", resetWindowMicros },
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
  if (latest === undefined || !work.rules.contiguous) return undefined;
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
    sourceOffset: 0,
    lowest: gap.lowest,
    highest: gap.highest,
    filled: [],
  });
  const missing: MissingRange[] = gap.asked.map((range) => ({ ...range, epoch: gap.epoch, gap: index }));
  work.state = { epochs: work.state.epochs, missing: [...work.state.missing, ...missing] };
}

/** Decides one trade and moves the instrument's state on. */
export function classify(work: InstrumentWork, trade: DecodedTrade, sourceOffset: number): Verdict {
  if (trade.sequence === null) return trade.tradeId === null ? STORE : UNDECIDED;
  const sequenced = { sequence: trade.sequence, timeMicros: trade.timeMicros };
  const { state, finding } = trackSequence(work.state, sequenced, work.rules, work.gaps.length);
  work.state = state;
  switch (finding.kind) {
    case "next":
    case "first":
      return STORE;
    case "duplicate":
      return DUPLICATE;
    case "undecided":
      return trade.sequence < (state.epochs.at(-1)?.highest ?? 0n) ? UNDECIDED_LATE : UNDECIDED;
    case "reset":
      work.resets++;
      return STORE;
    case "gap":
      openGap(work, finding.gap, sourceOffset);
      return STORE;
    case "late":
      work.outOfOrder++;
      if (finding.fills !== null) work.gaps[finding.fills]?.filled.push(sequenced);
      else if (finding.gap !== null) openGap(work, finding.gap, sourceOffset);
      return STORE;
  }
}

function openGap(work: InstrumentWork, found: FoundGap, sourceOffset: number): void {
  work.gaps.push({
    id: null,
    epoch: found.epoch,
    found,
    sourceOffset,
    lowest: found.from,
    highest: found.to,
    filled: [],
  });
}
