import { z } from "zod";
import { listFileInstruments } from "@/db/queries/web/trade-file/list-file-instruments";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { chooseInstruments } from "@/server/services/trades/choose-instruments";
import {
  estimateTrades,
  tradesEstimateInput,
  tradesEstimateOutput,
} from "@/server/services/trades/estimate-trades";
import { rowCapOf } from "@/server/services/trades/file/export-limits";
import { fileName } from "@/server/services/trades/file/file-name";
import { resolveRange } from "@/server/time-range";
import type { Role } from "@/server/trpc/context";
import { micros } from "@/server/trpc/exact";

export const exportPlanInput = tradesEstimateInput;

export const exportPlanOutput = z.object({
  /** trades that pass; the file itself counts them exactly */
  estimate: tradesEstimateOutput,
  /** rows that a file holds at most for who asks */
  cap: z.int(),
  /** the setting that says so */
  capSetting: z.string(),
  /** the range at this moment: a relative one would move between two files */
  range: z.object({ from: micros, to: micros }),
  /** the file's name without its ending */
  name: z.string(),
});

/**
 * What an export of these trades would be, before any of it is read.
 * @throws {ServiceError} BAD_INPUT without an instrument or with too many; QUERY_TIMEOUT; CANCELLED
 */
export async function planExport(
  input: z.infer<typeof exportPlanInput>,
  role: Role,
  now: Micros,
  signal?: AbortSignal,
): Promise<z.infer<typeof exportPlanOutput>> {
  const range = resolveRange(input.range, now);
  const { rows: cap, variable } = rowCapOf(role);
  const ids = await chooseInstruments(database(), input);
  const [estimate, instruments] = await Promise.all([
    estimateTrades({ ...input, range }, now, signal),
    listFileInstruments(database(), ids),
  ]);
  return { estimate, cap, capSetting: variable, range, name: fileName(instruments, range, "").slice(0, -1) };
}
