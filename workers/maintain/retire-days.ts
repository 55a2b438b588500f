import type { Sql } from "@/db/client";
import { listTradeDays } from "@/db/queries/maintain/list-trade-days";
import { retireDay } from "@/db/queries/maintain/retire-day";
import { formatMicros, MICROS_PER_DAY, type Micros } from "@/domain/time/micros";
import type { Log } from "@/runtime/log";

export interface Retired {
  /** the first day that is kept, `YYYY-MM-DD`; null where all is kept */
  keptFrom: string | null;
  retired: number;
  trades: number;
}

/** Drops the trades of every UTC day that ended `retentionDays` ago or earlier; 0 keeps all. Candles and counts stay. */
export async function retireDays(
  sql: Sql,
  options: { now: Micros; retentionDays: number; log: Log; signal: AbortSignal },
): Promise<Retired> {
  const { now, retentionDays, log, signal } = options;
  if (retentionDays === 0) return { keptFrom: null, retired: 0, trades: 0 };
  const keptFrom = formatMicros(now - retentionDays * MICROS_PER_DAY).slice(0, 10);
  let retired = 0;
  let trades = 0;
  for (const day of await listTradeDays(sql, keptFrom)) {
    if (signal.aborted) break;
    const held = await retireDay(sql, day);
    log.info({ day: day.day, trades: Number(held.trades) }, "retention dropped a day of trades");
    retired++;
    trades += Number(held.trades);
  }
  return { keptFrom, retired, trades };
}
