import type { Transaction } from "@/db/client";
import { loadEvidence } from "@/db/queries/gaps/load-evidence";
import { loadGapFacts } from "@/db/queries/gaps/load-gap-facts";
import { type DecidedCause, saveCauses } from "@/db/queries/gaps/save-causes";
import { type CauseVerdict, decideCause, restingState } from "@/domain/gap/decide-cause";
import { statesBefore } from "@/domain/gap/next-state";

/** seconds after which a gap that nothing explains is looked at again: letters and outages are written a little later */
const AGAIN = [2, 10, 60];

/**
 * Looks for the causes of these gaps and lets each rest in the state that follows. `settled` leaves alone what a job or
 * a person holds; the other two let go of it. Call `actOnGaps` first.
 */
export async function examineGaps(
  tx: Transaction,
  ids: readonly bigint[],
  event: "settled" | "backfill-ended" | "reopened",
): Promise<void> {
  const gaps = await loadGapFacts(tx, ids);
  const evidence = await loadEvidence(tx, gaps);
  const decided = gaps.flatMap((gap): DecidedCause[] => {
    if (gap.state === "filled") return [];
    const verdict = decideCause(
      gap,
      evidence.get(gap.id) ?? { letters: [], unreadable: [], outages: [], lost: [] },
    );
    return [
      {
        gapId: gap.id,
        cause: verdict.cause,
        state: restingState(verdict),
        evidence: evidenceText(verdict),
        againInSeconds: verdict.settled ? null : (AGAIN[gap.examined] ?? null),
      },
    ];
  });
  if (decided.length > 0) await saveCauses(tx, decided, statesBefore(event));
}

function evidenceText(verdict: CauseVerdict): string {
  return JSON.stringify(verdict, (_key, value) => (typeof value === "bigint" ? String(value) : value));
}
