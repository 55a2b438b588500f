import type { GapCause, GapState } from "@/domain/gap/types";
import type { Transaction } from "../../client";

export interface DecidedCause {
  gapId: bigint;
  cause: GapCause;
  state: GapState;
  /** JSON text */
  evidence: string;
  /** seconds until it is looked at again; null = no more */
  againInSeconds: number | null;
}

/** Writes down causes, where the gap is still in a state that may take the step. Call `actOnGaps` first. */
export async function saveCauses(
  tx: Transaction,
  decided: readonly DecidedCause[],
  from: readonly GapState[],
): Promise<void> {
  await tx`
    update sequence_gaps g set cause = u.cause, state = u.state, evidence = u.evidence::jsonb,
      examined = g.examined + 1, examine_at = now() + u.again::float8 * interval '1 second', updated_at = now()
    from unnest(${decided.map((one) => String(one.gapId))}::int8[], ${decided.map((one) => one.cause)}::text[],
      ${decided.map((one) => one.state)}::text[], ${decided.map((one) => one.evidence)}::text[],
      ${decided.map((one) => one.againInSeconds?.toString() ?? null)}::text[]) as u (id, cause, state, evidence, again)
    where g.id = u.id and g.state = any (${[...from]}::text[])`;
}
