import { epochOf } from "./epoch-of";
import type {
  FoundGap,
  MissingRange,
  SequencedTrade,
  SequenceEpoch,
  SequenceFinding,
  SequenceRules,
  SequenceState,
} from "./types";

export interface Tracked {
  state: SequenceState;
  finding: SequenceFinding;
}

const first: SequenceFinding = { kind: "first" };
const next: SequenceFinding = { kind: "next" };
const duplicate: SequenceFinding = { kind: "duplicate" };
const undecided: SequenceFinding = { kind: "undecided" };

export const unseen: SequenceState = { epochs: [], missing: [] };

/**
 * Decides what one numbered trade is, given all that came before it. Pure: the state it returns is a new one.
 *
 * Rules: one above the highest is the next; further above opens a gap; a number that falls while exchange time rises
 * by more than the reset window, or that falls by the reset jump while time goes on, is a restart of the venue's numbers
 * and opens an epoch; any other lower number is late where it is missing or below all seen, else a duplicate. `gaps`
 * counts the gaps opened so far: new missing ranges take it as their index.
 */
export function trackSequence(
  state: SequenceState,
  trade: SequencedTrade,
  rules: SequenceRules,
  gaps: number,
): Tracked {
  const { sequence, timeMicros } = trade;
  const at = epochOf(state.epochs, trade);
  const epoch = state.epochs[at];
  if (epoch === undefined) {
    return { state: { ...state, epochs: [startEpoch(0, trade)] }, finding: first };
  }
  if (sequence > epoch.highest) {
    const epochs = replaceEpoch(state.epochs, at, { ...epoch, highest: sequence, highestTime: timeMicros });
    if (!rules.contiguous || sequence === epoch.highest + 1n) {
      return { state: { epochs, missing: state.missing }, finding: next };
    }
    const gap: FoundGap = {
      epoch: epoch.epoch,
      from: epoch.highest + 1n,
      to: sequence - 1n,
      timeBefore: epoch.highestTime,
      timeAfter: timeMicros,
    };
    return { state: { epochs, missing: withGap(state.missing, gap, gaps) }, finding: { kind: "gap", gap } };
  }
  const latest = at === state.epochs.length - 1;
  if (latest && isRestart(epoch, trade, rules)) {
    const started = startEpoch(epoch.epoch + 1, trade);
    return {
      state: { epochs: [...state.epochs, started], missing: state.missing },
      finding: { kind: "reset", epoch: started.epoch, fellFrom: epoch.highest },
    };
  }
  if (sequence < epoch.lowest) return belowAll(state, at, epoch, trade, rules, gaps);
  if (!rules.contiguous) return { state, finding: undecided };
  const index = state.missing.findIndex(
    (range) => range.epoch === epoch.epoch && range.from <= sequence && sequence <= range.to,
  );
  const range = state.missing[index];
  if (range === undefined) return { state, finding: duplicate };
  return {
    state: { epochs: state.epochs, missing: withoutNumber(state.missing, index, range, sequence) },
    finding: { kind: "late", gap: null, fills: range.gap },
  };
}

function startEpoch(epoch: number, { sequence, timeMicros }: SequencedTrade): SequenceEpoch {
  return { epoch, lowest: sequence, lowestTime: timeMicros, highest: sequence, highestTime: timeMicros };
}

/**
 * A late trade is older than the newest: a number far below it that is not older can only be a new numbering. How far is
 * `resetJump`; any fall will do once the window has passed. A number in the range that was seen may be a repetition with
 * the newest trade's own time.
 */
function isRestart(
  epoch: SequenceEpoch,
  { sequence, timeMicros }: SequencedTrade,
  rules: SequenceRules,
): boolean {
  if (sequence >= epoch.highest) return false;
  const passed = timeMicros - epoch.highestTime;
  if (passed > rules.resetWindowMicros) return true;
  if (!rules.contiguous || epoch.highest - sequence < rules.resetJump) return false;
  return sequence < epoch.lowest ? passed >= 0 : passed > 0;
}

function replaceEpoch(
  epochs: readonly SequenceEpoch[],
  at: number,
  epoch: SequenceEpoch,
): readonly SequenceEpoch[] {
  if (epochs.length === 1) return [epoch];
  const copy = [...epochs];
  copy[at] = epoch;
  return copy;
}

function belowAll(
  state: SequenceState,
  at: number,
  epoch: SequenceEpoch,
  { sequence, timeMicros }: SequencedTrade,
  rules: SequenceRules,
  gaps: number,
): Tracked {
  const epochs = replaceEpoch(state.epochs, at, { ...epoch, lowest: sequence, lowestTime: timeMicros });
  if (!rules.contiguous || sequence === epoch.lowest - 1n) {
    return { state: { epochs, missing: state.missing }, finding: { kind: "late", gap: null, fills: null } };
  }
  const gap: FoundGap = {
    epoch: epoch.epoch,
    from: sequence + 1n,
    to: epoch.lowest - 1n,
    timeBefore: timeMicros,
    timeAfter: epoch.lowestTime,
  };
  return {
    state: { epochs, missing: withGap(state.missing, gap, gaps) },
    finding: { kind: "late", gap, fills: null },
  };
}

function withGap(missing: readonly MissingRange[], gap: FoundGap, index: number): MissingRange[] {
  return [...missing, { epoch: gap.epoch, from: gap.from, to: gap.to, gap: index }];
}

function withoutNumber(
  missing: readonly MissingRange[],
  index: number,
  range: MissingRange,
  sequence: bigint,
): MissingRange[] {
  const rest: MissingRange[] = [];
  if (range.from < sequence) rest.push({ ...range, to: sequence - 1n });
  if (sequence < range.to) rest.push({ ...range, from: sequence + 1n });
  const copy = [...missing];
  copy.splice(index, 1, ...rest);
  return copy;
}
