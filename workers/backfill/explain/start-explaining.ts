import type { Sql } from "@/db/client";
import { actOnGaps } from "@/db/queries/gaps/act-on-gaps";
import { listDue } from "@/db/queries/gaps/list-due";
import { listLapsed } from "@/db/queries/gaps/list-lapsed";
import type { Log } from "@/runtime/log";
import { type Periodic, runPeriodically } from "../../periodic";
import { examineGaps } from "./examine-gaps";

const BATCH = 200;

/** Looks for causes as gaps open, and opens gaps again whose acknowledgement has run out. */
export function startExplaining(options: { sql: Sql; log: Log; idleMs?: number }): Periodic {
  const { sql, log } = options;
  return runPeriodically({
    name: "explaining gaps",
    idleMs: options.idleMs ?? 300,
    log,
    task: async () => {
      const due = await listDue(sql, BATCH);
      if (due.length > 0)
        await sql.begin(async (tx) => {
          await actOnGaps(tx, due, { actor: "explain", reason: null });
          await examineGaps(tx, due, "settled");
        });
      const lapsed = await listLapsed(sql, BATCH);
      if (lapsed.length > 0)
        await sql.begin(async (tx) => {
          await actOnGaps(tx, lapsed, { actor: "explain", reason: "the acknowledgement ran out" });
          await examineGaps(tx, lapsed, "reopened");
        });
      return due.length === BATCH || lapsed.length === BATCH ? "more" : "idle";
    },
  });
}
