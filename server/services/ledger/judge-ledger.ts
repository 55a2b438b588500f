/** The counts of the ledger, over any set of partitions. */
export interface LedgerCounts {
  consumed: bigint;
  decoded: bigint;
  ignored: bigint;
  deadLettered: bigint;
  tradesDecoded: bigint;
  stored: bigint;
  duplicates: bigint;
  lost: bigint;
}

export interface LedgerVerdict {
  /** records that are neither decoded, nor set aside, nor ignored; negative where one was counted twice */
  unexplainedRecords: bigint;
  /** trades that are neither stored nor duplicates */
  unexplainedTrades: bigint;
  /** every record and every trade has its place, and Kafka deleted nothing before it was read */
  accountedFor: boolean;
}

/** Whether consumed = decoded + dead-lettered + ignored, and trades = stored + duplicates. */
export function judgeLedger(counts: LedgerCounts): LedgerVerdict {
  const unexplainedRecords = counts.consumed - counts.decoded - counts.deadLettered - counts.ignored;
  const unexplainedTrades = counts.tradesDecoded - counts.stored - counts.duplicates;
  return {
    unexplainedRecords,
    unexplainedTrades,
    accountedFor: unexplainedRecords === 0n && unexplainedTrades === 0n && counts.lost === 0n,
  };
}
