import type { Transaction } from "../../client";

/** How long each statement of this transaction may take, ms; over what the pool allows. */
export async function allowTime(tx: Transaction, ms: number): Promise<void> {
  // A command, not a query: it takes no snapshot, so what must come before the snapshot can still follow.
  await tx.unsafe(`set local statement_timeout = ${Math.round(ms)}`);
}
