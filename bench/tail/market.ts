import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "@/db/client";
import { mergeCandles } from "@/db/queries/ingest/merge-candles";
import { addToCandle, type CandlePart, coarsen } from "@/domain/candle/aggregate";
import { formatMicros, MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE } from "@/domain/time/micros";
import { createMarket, type Market } from "@/server/testing/store-trades";

/** A commit: how many trades were stored with it, and when it was done, ms since the epoch. */
export interface Commit {
  stored: number;
  at: number;
}

const TICK_MS = 20;

/** A market whose trades are stored as ingest does it: rows, candles, position and sums in one transaction. */
export class BenchMarket {
  readonly commits: Commit[] = [];
  #stored = 0;

  private constructor(
    readonly sql: Sql,
    readonly market: Market,
  ) {}

  static async open(sql: Sql): Promise<BenchMarket> {
    const now = formatMicros(Date.now() * 1_000);
    await sql`select k2_ensure_trades_day((${now}::text::timestamptz at time zone 'UTC')::date + n) from generate_series(-1, 1) n`;
    return new BenchMarket(sql, await createMarket(sql, "BTCUSDT", 0));
  }

  /** So many trades a second, some every 20 ms, all with the present time; returns after as many seconds. */
  async run(perSecond: number, seconds: number, signal: AbortSignal): Promise<void> {
    const began = performance.now();
    const end = this.#stored + perSecond * seconds;
    const from = this.#stored;
    while (this.#stored < end) {
      signal.throwIfAborted();
      const elapsed = performance.now() - began;
      const due = Math.min(end, from + Math.floor((elapsed / 1_000) * perSecond));
      if (due > this.#stored) await this.store(due - this.#stored);
      const next = Math.ceil((performance.now() - began) / TICK_MS) * TICK_MS;
      await wait(Math.max(1, next - (performance.now() - began)), undefined, { signal });
    }
  }

  /** Stores the next trades in one transaction. */
  async store(count: number): Promise<void> {
    const { instrumentId, sourceId } = this.market;
    const now = Date.now() * 1_000;
    const minutes = new Map<number, CandlePart>();
    const rows = Array.from({ length: count }, (_, index) => {
      const number = this.#stored + index;
      const price = (60_000 + Math.sin(number / 5_000) * 50 + (number % 7) / 10).toFixed(2);
      const quantity = (0.001 + (number % 97) / 1_000).toFixed(5);
      const side = number % 3 === 0 ? 2 : 1;
      addToCandle(
        minutes,
        { timeMicros: now, tie: BigInt(number), price, quantity, side: side === 1 ? "buy" : "sell" },
        MICROS_PER_MINUTE,
      );
      return { number, price, quantity, side };
    });
    const at = formatMicros(now);
    const parts = (of: Map<number, CandlePart>) => [...of.values()].map((part) => ({ instrumentId, part }));
    await this.sql.begin(async (tx) => {
      await tx`
        insert into trades (time, source_offset, sequence, ingested_at, instrument_id, source_id, frame_index, side, price,
          quantity, trade_id)
        select ${at}::text::timestamptz, n, n, now(), ${instrumentId}, ${sourceId}, 0, side, price, quantity, n::text
        from unnest(${rows.map((row) => String(row.number))}::int8[], ${rows.map((row) => row.side)}::int2[],
          ${rows.map((row) => row.price)}::numeric[], ${rows.map((row) => row.quantity)}::numeric[]) as u (n, side, price, quantity)`;
      await mergeCandles(tx, "1m", parts(minutes));
      await mergeCandles(tx, "1h", parts(coarsen(minutes.values(), MICROS_PER_HOUR)));
      await mergeCandles(tx, "1d", parts(coarsen(minutes.values(), MICROS_PER_DAY)));
      await tx`update partition_positions set next_offset = next_offset + ${count}, moved_at = now(),
        consumed = consumed + ${count}, decoded = decoded + ${count}, trades_decoded = trades_decoded + ${count},
        stored = stored + ${count} where id = ${sourceId}`;
      await tx`update instrument_ledger set stored = stored + ${count}, last_time = ${at}::text::timestamptz,
        first_time = least(first_time, ${at}::text::timestamptz) where instrument_id = ${instrumentId}`;
    });
    this.#stored += count;
    this.commits.push({ stored: this.#stored, at: performance.timeOrigin + performance.now() });
  }

  get stored(): number {
    return this.#stored;
  }
}
