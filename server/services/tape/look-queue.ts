import type { TapeBatch } from "@/server/services/tape/read-tape";

/** What one look brought a reader: a batch of each instrument that it follows. */
export type Batches = ReadonlyMap<number, TapeBatch>;

/** A slow reader's memory is bounded: past this many rows the oldest become a count. */
const MAX_QUEUED_ROWS = 5_000;
/** Looks that are no more than this together wait as one: a reader that stands still on a quiet market costs no more by the hour. */
const MERGED_ROWS = 200;

interface Queued<Look> {
  look: Look;
  rows: number;
}

/** Looks between the poller and one reader. */
export class LookQueue<Look extends { batches: Batches }> {
  #queued: Queued<Look>[] = [];
  #rows = 0;
  #wake: (() => void) | null = null;

  push(look: Look): void {
    const rows = [...look.batches.values()].reduce((sum, batch) => sum + batch.rows.length, 0);
    this.#rows += rows;
    const last = this.#queued.at(-1);
    if (last && last.rows + rows <= MERGED_ROWS) {
      last.look = { ...look, batches: joined(last.look.batches, look.batches, true) };
      last.rows += rows;
    } else this.#queued.push({ look, rows });
    while (this.#rows > MAX_QUEUED_ROWS && this.#queued.length > 1) this.#foldOldest();
    this.#wake?.();
  }

  /** How many look-ups wait. */
  get size(): number {
    return this.#queued.length;
  }

  /** The next look; null once the signal aborts. */
  async next(signal: AbortSignal): Promise<Look | null> {
    while (!signal.aborted) {
      const queued = this.#queued.shift();
      if (queued) {
        this.#rows -= queued.rows;
        return queued.look;
      }
      await new Promise<void>((resolve) => {
        const done = () => {
          signal.removeEventListener("abort", done);
          this.#wake = null;
          resolve();
        };
        this.#wake = done;
        signal.addEventListener("abort", done, { once: true });
      });
    }
    return null;
  }

  /** The two oldest become one that tells the number of the first's trades instead of the trades. */
  #foldOldest(): void {
    const [oldest, next] = this.#queued.splice(0, 2);
    if (oldest === undefined || next === undefined) return;
    this.#rows -= oldest.rows;
    const batches = joined(oldest.look.batches, next.look.batches, false);
    this.#queued.unshift({ look: { ...next.look, batches }, rows: next.rows });
  }
}

/** Two looks as one, with the earlier's trades or their number. One that only the earlier has is read anew by its reader. */
function joined(earlier: Batches, later: Batches, keepRows: boolean): Batches {
  return new Map(
    [...later].map(([id, batch]) => {
      const before = earlier.get(id);
      if (before === undefined) return [id, batch];
      const rows = keepRows ? [...before.rows, ...batch.rows] : batch.rows;
      const left = keepRows ? 0n : BigInt(before.rows.length);
      return [id, { from: before.from, to: batch.to, rows, skipped: before.skipped + left + batch.skipped }];
    }),
  );
}
