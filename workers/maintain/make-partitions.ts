import type { Query } from "@/db/client";
import { ensureTradeDays } from "@/db/queries/ingest/ensure-trade-days";
import { dayOf, MICROS_PER_DAY, type Micros } from "@/domain/time/micros";

/**
 * Makes the partitions of yesterday, today and the days ahead before anybody needs them: at midnight nobody waits for
 * a lock, and an exchange whose clock is ahead finds its day. Other days (captures from 2014) ingest makes on demand.
 */
export async function makePartitions(sql: Query, now: Micros, daysAhead: number): Promise<{ days: number }> {
  const days: string[] = [];
  for (let ahead = -1; ahead <= daysAhead; ahead++) days.push(dayOf(now + ahead * MICROS_PER_DAY));
  await ensureTradeDays(sql, days);
  return { days: days.length };
}
