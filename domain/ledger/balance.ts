/** The counts of one topic partition. */
export interface PartitionCounts {
  consumed: bigint;
  decoded: bigint;
  ignored: bigint;
  deadLettered: bigint;
  tradesDecoded: bigint;
  stored: bigint;
  duplicates: bigint;
}

/**
 * Whether every record and every trade is accounted for: consumed = decoded + dead-lettered + ignored, and
 * decoded trades = stored + duplicate.
 */
export function isPartitionBalanced(counts: PartitionCounts): boolean {
  return (
    counts.consumed === counts.decoded + counts.deadLettered + counts.ignored &&
    counts.tradesDecoded === counts.stored + counts.duplicates
  );
}

/** Whether every number of a contiguous feed is stored or known to be missing. */
export function isInstrumentBalanced(counts: { stored: bigint; expected: bigint; missing: bigint }): boolean {
  return counts.expected === counts.stored + counts.missing;
}
