import type { Sql } from "@/db/client";
import { insertAudit } from "@/db/queries/audit/insert-audit";
import { createJob } from "@/db/queries/backfill/create-job";
import { dueForAuto } from "@/db/queries/backfill/due-for-auto";
import { loadPlannedGaps } from "@/db/queries/backfill/load-planned-gaps";
import { actOnGaps } from "@/db/queries/gaps/act-on-gaps";
import { planBackfill } from "@/domain/gap/backfill/plan-backfill";
import { VENUE_LIMITS } from "@/domain/gap/backfill/venues";
import type { Log } from "@/runtime/log";
import { type Periodic, runPeriodically } from "../periodic";

const MAX_GAPS = 1_000;
const ACTOR = "auto-backfill";

/** Starts jobs by the exchanges' policies. Two workers at it take no gap twice: who holds it first has it. */
export function startAuto(options: { sql: Sql; log: Log; idleMs?: number }): Periodic {
  const { sql, log } = options;
  return runPeriodically({
    name: "auto-backfill",
    idleMs: options.idleMs ?? 1_000,
    log,
    task: async () => {
      const due = await dueForAuto(sql, MAX_GAPS);
      if (due.length === 0) return "idle";
      await sql.begin(async (tx) => {
        const ids = due.map((gap) => gap.id);
        const reason = "the exchange's policy fetches gaps of this size by itself";
        await actOnGaps(tx, ids, { actor: ACTOR, reason });
        const selection = { kind: "ids" as const, ids: ids.map(String) };
        const gaps = await loadPlannedGaps(
          tx,
          { selection, letters: false, again: false, lastGapId: null },
          ids.length,
        );
        for (const plan of planBackfill(gaps).venues) {
          const { calls, weight, seconds } = plan;
          const kept = { calls, weight, seconds, limit: VENUE_LIMITS[plan.venue].words };
          const id = await createJob(tx, plan, kept, { actor: ACTOR, reason });
          if (id !== null)
            await insertAudit(tx, {
              actor: ACTOR,
              action: "backfill.start",
              subject: `backfill job ${id}`,
              reason,
              origin: "worker",
              outcome: "accepted",
              detail: { gaps: plan.gaps, numbers: String(plan.numbers), calls, weight },
            });
        }
      });
      return "idle";
    },
  });
}
