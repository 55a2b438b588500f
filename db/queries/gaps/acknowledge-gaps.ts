import { statesBefore } from "@/domain/gap/next-state";
import { formatMicros, type Micros } from "@/domain/time/micros";
import type { Transaction } from "../../client";

/** A person accepts gaps, until a time or for good. Call `actOnGaps` first. @returns how many were accepted */
export async function acknowledgeGaps(
  tx: Transaction,
  ids: readonly bigint[],
  by: { actor: string; reason: string; until: Micros | null },
): Promise<number> {
  const changed = await tx`
    update sequence_gaps set state = 'acknowledged', acknowledged_by = ${by.actor}, acknowledged_reason = ${by.reason},
      acknowledged_at = now(), updated_at = now(),
      acknowledged_until = ${by.until === null ? null : formatMicros(by.until)}::text::timestamptz
    where id = any (${ids.map(String)}::int8[]) and state = any (${statesBefore("acknowledged")}::text[])`;
  return changed.count;
}

/** Takes an acknowledgement back; the explain step then looks for the cause again. @returns how many were opened */
export async function reopenGaps(tx: Transaction, ids: readonly bigint[]): Promise<number> {
  const changed = await tx`
    update sequence_gaps set state = 'open', examine_at = now(), examined = 0, updated_at = now()
    where id = any (${ids.map(String)}::int8[]) and state = any (${statesBefore("reopened")}::text[])`;
  return changed.count;
}
