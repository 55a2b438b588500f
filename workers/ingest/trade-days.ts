import type { Query } from "@/db/client";
import { ensureTradeDays } from "@/db/queries/ingest/ensure-trade-days";
import { dayOf, MICROS_PER_DAY } from "@/domain/time/micros";

/** past so many days in one batch a COPY a day costs more than the routing of the parent */
const MAX_DAYS_DIRECT = 8;

/** Which day partitions are known to exist. Retention may drop one: `forget` then, and try again. */
export class TradeDays {
  readonly #known = new Set<number>();

  constructor(private readonly sql: Query) {}

  async ensure(days: ReadonlySet<number>): Promise<void> {
    const missing = [...days].filter((day) => !this.#known.has(day));
    if (missing.length === 0) return;
    await ensureTradeDays(
      this.sql,
      missing.sort((a, b) => a - b).map((day) => dayOf(day * MICROS_PER_DAY)),
    );
    for (const day of missing) this.#known.add(day);
  }

  forget(): void {
    this.#known.clear();
  }
}

/** Days since the epoch. */
export function dayNumber(micros: number): number {
  return Math.floor(micros / MICROS_PER_DAY);
}

/** The table that rows of this day are copied into. */
export function tableOf(day: number, days: number): string {
  return days > MAX_DAYS_DIRECT ? "trades" : `trades_${dayOf(day * MICROS_PER_DAY)}`;
}
