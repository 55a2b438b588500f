import type { Transaction } from "../../client";

/**
 * Begins a change of gaps: takes the rows that ingest takes before it changes them, in its order, so that the two never
 * deadlock and counts are added to by one at a time; and says who does it and why, for the gaps' history.
 */
export async function actOnGaps(
  tx: Transaction,
  gapIds: readonly bigint[],
  by: { actor: string; reason: string | null },
): Promise<void> {
  await tx`select set_config('k2.actor', ${by.actor}, true), set_config('k2.reason', ${by.reason ?? ""}, true)`;
  await tx`
    select 1 from instrument_ledger
    where instrument_id in (select instrument_id from sequence_gaps where id = any (${gapIds.map(String)}::int8[]))
    order by instrument_id for update`;
}
