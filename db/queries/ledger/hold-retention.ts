import type { Transaction } from "../../client";

/**
 * Keeps retention away until the transaction ends: dropped rows are gone whatever the snapshot says. Call it first,
 * before anything takes the snapshot.
 */
export async function holdRetention(tx: Transaction): Promise<void> {
  await tx`lock table only retired_trades, only trades in access share mode`;
}
