import type { Transaction } from "../../client";

/**
 * Keeps the days of trades as they are until the transaction ends: a day that is sorted meanwhile is another table,
 * whose rows an older snapshot does not see. Call it first, before anything takes the snapshot.
 */
export async function holdDays(tx: Transaction): Promise<void> {
  await tx`lock table only trades in access share mode`;
}
