import type { Sql } from "@/db/client";
import { listDueHours, saveFineCandles, saveFineHour } from "@/db/queries/maintain/save-fine-candles";
import { MICROS_PER_HOUR, MICROS_PER_MINUTE, type Micros } from "@/domain/time/micros";

/** Trades come as late as this as a rule; those that come later make their minute due again. */
const SETTLED_AFTER = 2 * MICROS_PER_MINUTE;
/** What of the hour under way is looked through each turn: all turns of some minutes may have failed. */
const LOOK_BACK = 10 * MICROS_PER_MINUTE;
/** How long a turn looks through hours before the next task is due, or the worker is to stop. */
const BUDGET_MS = 30_000;

export interface KeptFineCandles {
  /** candles written */
  candles: number;
  /** hours looked through, and those that are left for the next turn */
  hours: number;
  left: number;
}

/**
 * Keeps candles below a minute of loud minutes that are over: those of the hour under way, and of every hour that is new or got
 * late trades, the newest first, until the turn's time is over. Ingest knows nothing of it.
 */
export async function keepFineCandles(
  sql: Sql,
  options: { now: Micros; signal: AbortSignal; budgetMs?: number },
): Promise<KeptFineCandles> {
  const { now, signal, budgetMs = BUDGET_MS } = options;
  const began = performance.now();
  const before = startOf(now - SETTLED_AFTER, MICROS_PER_MINUTE);
  const from = Math.max(startOf(before, MICROS_PER_HOUR), before - LOOK_BACK);
  let candles = from < before ? await saveFineCandles(sql, from, before) : 0;
  const due = await listDueHours(sql, before);
  let hours = 0;
  for (const hour of due) {
    if (signal.aborted || performance.now() - began > budgetMs) break;
    candles += await saveFineHour(sql, hour);
    hours++;
  }
  return { candles, hours, left: due.length - hours };
}

const startOf = (time: Micros, length: Micros) => Math.floor(time / length) * length;
