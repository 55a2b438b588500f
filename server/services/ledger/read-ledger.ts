import type { Sql } from "@/db/client";
import { allowTime } from "@/db/queries/ledger/allow-time";
import { holdRetention } from "@/db/queries/ledger/hold-retention";
import { type InstrumentAccount, instrumentAccounts } from "@/db/queries/ledger/instrument-accounts";
import { missingRanges } from "@/db/queries/ledger/missing-ranges";
import { type PartitionAccount, partitionAccounts } from "@/db/queries/ledger/partition-accounts";
import { type Recount, recountTrades } from "@/db/queries/ledger/recount-trades";
import { isInstrumentBalanced, isPartitionBalanced } from "@/domain/ledger/balance";

/** The accounts, with what a recount of the stored trades found where one was asked for. */
export interface Ledger {
  partitions: (PartitionAccount & { balanced: boolean; recounted: bigint | null })[];
  instruments: (InstrumentAccount & {
    balanced: boolean;
    recounted: bigint | null;
    gaps: { from: bigint; to: bigint }[];
  })[];
  balanced: boolean;
}

/**
 * Reads the accounts of one moment. With `recount`, each count and sum is also compared with what the table of trades
 * really holds, so that a row which vanished shows.
 */
export async function readLedger(
  sql: Sql,
  options: { recount: boolean; patienceMs?: number },
): Promise<Ledger> {
  return sql.begin("isolation level repeatable read read only", async (tx) => {
    if (options.patienceMs !== undefined) await allowTime(tx, options.patienceMs);
    await holdRetention(tx);
    const partitions = await partitionAccounts(tx);
    const instruments = await instrumentAccounts(tx);
    const missing = await missingRanges(tx);
    const recount = options.recount ? await recountTrades(tx) : null;
    const gaps = new Map<number, { from: bigint; to: bigint }[]>();
    for (const { instrumentId, from, to } of missing) {
      const list = gaps.get(instrumentId);
      if (list === undefined) gaps.set(instrumentId, [{ from, to }]);
      else list.push({ from, to });
    }
    const ledger = {
      partitions: partitions.map((account) => {
        const recounted = recount && countOf(recount, (row) => row.sourceId === account.sourceId);
        const agrees = recounted === null || recounted === account.stored;
        return { ...account, recounted, balanced: isPartitionBalanced(account) && agrees };
      }),
      instruments: instruments.map((account) => {
        const recounted = recount && countOf(recount, (row) => row.instrumentId === account.instrumentId);
        const agrees = recounted === null || recounted === account.stored;
        return {
          ...account,
          recounted,
          balanced: agrees && numbersBalance(account),
          gaps: account.policy === "contiguous" ? (gaps.get(account.instrumentId) ?? []) : [],
        };
      }),
    };
    const storedByPartition = ledger.partitions.reduce((sum, one) => sum + one.stored, 0n);
    const storedByInstrument = ledger.instruments.reduce((sum, one) => sum + one.stored, 0n);
    const balanced =
      storedByPartition === storedByInstrument &&
      ledger.partitions.every((one) => one.balanced) &&
      ledger.instruments.every((one) => one.balanced);
    return { ...ledger, balanced };
  });
}

function numbersBalance(account: InstrumentAccount): boolean {
  if (account.policy !== "contiguous") return true;
  return isInstrumentBalanced({
    stored: account.stored,
    expected: BigInt(account.expected),
    missing: BigInt(account.missing),
  });
}

function countOf(recount: readonly Recount[], which: (row: Recount) => boolean): bigint {
  return recount.reduce((sum, row) => (which(row) ? sum + row.trades : sum), 0n);
}
