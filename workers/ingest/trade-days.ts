import type { Query } from "@/db/client";
import { ensureTradeDays } from "@/db/queries/ingest/ensure-trade-days";
import { dayOf, MICROS_PER_DAY } from "@/domain/time/micros";

/** past so many days in one batch a COPY a day costs more than the routing of the parent */
const MAX_DAYS_DIRECT = 8;

/** Which days have a table, and which. Retention may drop one: `forget` then, and try again. */
export class TradeDays {
  readonly #known = new Map<number, string>();

  constructor(private readonly sql: Query) {}

  async ensure(days: ReadonlySet<number>): Promise<void> {
    const missing = [...days].filter((day) => !this.#known.has(day)).sort((a, b) => a - b);
    if (missing.length === 0) return;
    const tables = await ensureTradeDays(
      this.sql,
      missing.map((day) => dayOf(day * MICROS_PER_DAY)),
    );
    missing.forEach((day, i) => {
      this.#known.set(day, tables[i] ?? "trades");
    });
  }

  /** The table that rows of this day are copied into, in a batch that spans so many days. */
  table(day: number, days: number): string {
    return days > MAX_DAYS_DIRECT ? "trades" : (this.#known.get(day) ?? "trades");
  }

  forget(): void {
    this.#known.clear();
  }
}

/** Days since the epoch. */
export function dayNumber(micros: number): number {
  return Math.floor(micros / MICROS_PER_DAY);
}
