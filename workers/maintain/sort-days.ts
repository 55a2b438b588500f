import type { Sql } from "@/db/client";
import { tradesLayout } from "@/db/queries/maintain/list-trade-days";
import { listUnsortedDays } from "@/db/queries/maintain/list-unsorted-days";
import { listDaysWithUnsortedCandles, sortCandles } from "@/db/queries/maintain/sort-candles";
import { type SortOptions, sortDay } from "@/db/queries/maintain/sort-day";
import { formatMicros, MICROS_PER_HOUR, type Micros } from "@/domain/time/micros";
import type { Log } from "@/runtime/log";

/** Fewer trades fit into memory in any order. */
const MIN_ROWS = 100_000;
/** Days whose minutes are laid together in one turn: each takes a second or so. */
const CANDLE_DAYS = 5;

export interface SortedDay {
  /** `YYYY-MM-DD`; null where no day was to be sorted, or the one that was could not be */
  sorted: string | null;
  /** the day that was read or written all the time: it is tried again */
  busy: string | null;
  trades: number;
  /** minutes that were laid together by instrument */
  minutes: number;
}

/**
 * Sorts one day of trades that ended `afterHours` ago or earlier, the newest that is not sorted: trades are stored as
 * they come, every instrument's between all others', and a page of one would read as many pages of the disk as it has rows. The minutes of sorted days are laid together, too.
 * 0 sorts none; nor is there anything to do where TimescaleDB compresses by instrument.
 */
export async function sortDays(
  sql: Sql,
  options: {
    now: Micros;
    afterHours: number;
    log: Log;
    minRows?: number;
  } & SortOptions,
): Promise<SortedDay> {
  const { now, afterHours, log, minRows = MIN_ROWS, ...how } = options;
  if (afterHours === 0 || (await tradesLayout(sql)) === "hypertable")
    return { sorted: null, busy: null, trades: 0, minutes: 0 };
  const before = formatMicros(now - afterHours * MICROS_PER_HOUR).slice(0, 10);
  const [day] = await listUnsortedDays(sql, before, minRows);
  if (day === undefined) return { sorted: null, busy: null, trades: 0, minutes: await sortMinutes(sql) };
  const started = performance.now();
  const trades = await sortDay(sql, day, how);
  if (trades === "busy") return { sorted: null, busy: day.day, trades: 0, minutes: await sortMinutes(sql) };
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  log.info(
    { day: day.day, trades: Number(trades), seconds },
    "a day of trades was sorted by instrument and time",
  );
  return { sorted: day.day, busy: null, trades: Number(trades), minutes: await sortMinutes(sql) };
}

async function sortMinutes(sql: Sql): Promise<number> {
  let minutes = 0;
  for (const day of await listDaysWithUnsortedCandles(sql, CANDLE_DAYS))
    minutes += await sortCandles(sql, day);
  return minutes;
}
