import type { SequencedTrade, SequenceEpoch } from "./types";

/**
 * Which epoch a trade belongs to, as its index; -1 where there is none yet. Exchange time decides: a late trade of the
 * time before a restart belongs to the epoch of that time. Between the last trade of one epoch and the first of the
 * next that were seen, time says nothing, and the nearer of their two numbers decides.
 */
export function epochOf(epochs: readonly SequenceEpoch[], trade: SequencedTrade): number {
  let at = epochs.length - 1;
  for (; at > 0; at--) {
    const [earlier, later] = [epochs[at - 1], epochs[at]];
    if (earlier === undefined || later === undefined || isOfLater(earlier, later, trade)) break;
  }
  return at;
}

function isOfLater(
  earlier: SequenceEpoch,
  later: SequenceEpoch,
  { sequence, timeMicros }: SequencedTrade,
): boolean {
  if (timeMicros > later.lowestTime) return true;
  if (timeMicros === later.lowestTime && timeMicros > earlier.highestTime) return true;
  if (timeMicros < earlier.highestTime) return false;
  return distance(sequence, later.lowest) < distance(sequence, earlier.highest);
}

function distance(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b;
}
