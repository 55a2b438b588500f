import type { Transaction } from "@/db/client";
import { TradeCopy } from "@/db/queries/ingest/copy-trades";
import type { JoinedTrades } from "./joined-trades";
import { dayNumber, type TradeDays } from "./trade-days";

/** Which trades go into their days' tables by COPY. */
export class TradeRows {
  /** day → instrument → indexes of its trades */
  readonly #days = new Map<number, Map<number, number[]>>();
  #day = Number.NaN;
  #ofDay = new Map<number, number[]>();

  constructor(
    private readonly joined: JoinedTrades,
    /** of each part */
    private readonly sourceIds: readonly number[],
    private readonly tradeIds: readonly string[],
    private readonly tables: Pick<TradeDays, "table">,
  ) {}

  add(index: number, timeMicros: number, instrumentId: number): void {
    const day = dayNumber(timeMicros);
    if (day !== this.#day) {
      this.#day = day;
      this.#ofDay = this.#days.get(day) ?? new Map();
      this.#days.set(day, this.#ofDay);
    }
    const indexes = this.#ofDay.get(instrumentId);
    if (indexes === undefined) this.#ofDay.set(instrumentId, [index]);
    else indexes.push(index);
  }

  /**
   * Copies them instrument by instrument: neighbours in the index are then neighbours in time too, which costs the
   * server a third less than their order in the topic does, and leaves an instrument's rows on fewer pages.
   */
  async copy(tx: Transaction, ingestedAt: number): Promise<void> {
    const tables = new Map<string, Map<number, number[]>[]>();
    for (const [day, instruments] of this.#days) {
      const table = this.tables.table(day, this.#days.size);
      tables.set(table, [...(tables.get(table) ?? []), instruments]);
    }
    for (const [table, parts] of tables) {
      const copy = await TradeCopy.open(tx, table, ingestedAt);
      try {
        for (const part of parts) await this.#write(copy, part);
      } catch (error) {
        copy.abort(error instanceof Error ? error : new Error(String(error)));
        throw error;
      }
      await copy.end();
    }
  }

  async #write(copy: TradeCopy, instruments: ReadonlyMap<number, readonly number[]>): Promise<void> {
    const { trades, offsets, frameIndexes } = this.joined;
    for (const [instrumentId, indexes] of instruments) {
      for (const i of indexes) {
        const trade = trades[i];
        if (trade === undefined) continue;
        const full = copy.add(
          trade,
          instrumentId,
          this.sourceIds[this.joined.partOf(i)] ?? 0,
          offsets[i] ?? 0,
          frameIndexes[i] ?? 0,
          this.tradeIds[i] ?? "",
        );
        if (full) await copy.flush();
      }
    }
  }
}
