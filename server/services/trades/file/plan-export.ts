import { z } from "zod";
import { countTrades } from "@/db/queries/web/trade-file/count-trades";
import { listFileInstruments } from "@/db/queries/web/trade-file/list-file-instruments";
import { instrumentIdsOf } from "@/db/queries/web/trade-file/prepare-trade-file";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { exportsAtOnce, rowCapOf } from "@/server/services/trades/file/export-limits";
import { fileName } from "@/server/services/trades/file/file-name";
import { toTradeFilter, tradeFilterShape } from "@/server/services/trades/trade-filter";
import type { Role } from "@/server/trpc/context";
import { micros } from "@/server/trpc/exact";

export const exportPlanInput = z.strictObject(tradeFilterShape);

export const exportPlanOutput = z.object({
  /** rows of the first file */
  rows: z.int(),
  /** whether more trades pass than one file may hold for who asks */
  isMore: z.boolean(),
  cap: z.int(),
  /** the setting that says so */
  capSetting: z.string(),
  /** files that this console serves at once */
  atOnce: z.int(),
  /** the range at this moment: a relative one would move between two files */
  range: z.object({ from: micros, to: micros }),
  /** without its ending */
  name: z.string(),
});

/**
 * What an export of these trades would be, before any of it is read.
 * @throws {ServiceError} QUERY_TIMEOUT where counting takes too long
 */
export async function planExport(
  input: z.infer<typeof exportPlanInput>,
  role: Role,
  now: Micros,
): Promise<z.infer<typeof exportPlanOutput>> {
  const filter = toTradeFilter(input, now);
  const { rows: cap, variable } = rowCapOf(role);
  const [counted, instruments] = await Promise.all([
    countTrades(database(), filter, cap + 1),
    listFileInstruments(database(), instrumentIdsOf(filter)),
  ]);
  if (instruments.length === 0) throw new ServiceError("NOT_FOUND", "None of these instruments is known.");
  const { from, to } = filter;
  return {
    rows: Math.min(counted, cap),
    isMore: counted > cap,
    cap,
    capSetting: variable,
    atOnce: exportsAtOnce(),
    range: { from, to },
    name: fileName(instruments, filter, "").slice(0, -1),
  };
}
