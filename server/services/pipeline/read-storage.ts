import { z } from "zod";
import { listRuns } from "@/db/queries/maintain/list-runs";
import { retiredTotals, tableSizes, tradeStorage } from "@/db/queries/pipeline/table-sizes";
import { database } from "@/server/database";
import { micros } from "@/server/trpc/exact";

export const storageInput = z.strictObject({});

export const storageOutput = z.object({
  tables: z.array(z.object({ table: z.string(), bytes: z.bigint(), rows: z.bigint() })),
  trades: z.object({
    days: z.int(),
    first: z.string().nullable(),
    last: z.string().nullable(),
    bytes: z.bigint(),
    newest: z.array(z.object({ day: z.string(), bytes: z.bigint(), rows: z.bigint() })),
  }),
  retired: z.object({
    days: z.int(),
    trades: z.bigint(),
    bytes: z.bigint(),
    lastAt: micros.nullable(),
  }),
  /** the first day that retention keeps, `YYYY-MM-DD`, as the maintainer goes by it; null where it keeps all */
  keptFrom: z.string().nullable(),
  runs: z.array(
    z.object({
      task: z.string(),
      workerId: z.string(),
      doneAt: micros.nullable(),
      tookMs: z.int().nullable(),
      error: z.string().nullable(),
      errorAt: micros.nullable(),
      detail: z.string(),
    }),
  ),
});

/** Tables and their sizes, days of trades, what retention did, and who maintains. */
export async function readStorage(): Promise<z.infer<typeof storageOutput>> {
  const sql = database();
  const [tables, trades, retired, runs] = await Promise.all([
    tableSizes(sql),
    tradeStorage(sql),
    retiredTotals(sql),
    listRuns(sql),
  ]);
  return { tables, trades, retired, keptFrom: keptFrom(runs), runs };
}

const retentionDetail = z.looseObject({ keptFrom: z.string() });

function keptFrom(runs: readonly { task: string; detail: string }[]): string | null {
  const run = runs.find((one) => one.task === "retention");
  const detail = retentionDetail.safeParse(JSON.parse(run?.detail ?? "{}"));
  return detail.success ? detail.data.keptFrom : null;
}
