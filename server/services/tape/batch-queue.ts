import type { TapeBatch } from "@/server/services/tape/read-tape";

/** A slow reader's memory is bounded: past this many rows the oldest batches become a count. */
const MAX_QUEUED_ROWS = 5_000;

/** Batches between the poller and one reader. */
export class BatchQueue {
  #batches: TapeBatch[] = [];
  #rows = 0;
  #wake: (() => void) | null = null;

  push(batch: TapeBatch): void {
    this.#batches.push(batch);
    this.#rows += batch.rows.length;
    while (this.#rows > MAX_QUEUED_ROWS && this.#batches.length > 1) this.#foldOldest();
    this.#wake?.();
  }

  /** The next batch; null once the signal aborts. */
  async next(signal: AbortSignal): Promise<TapeBatch | null> {
    while (!signal.aborted) {
      const batch = this.#batches.shift();
      if (batch) {
        this.#rows -= batch.rows.length;
        return batch;
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
    const [oldest, next] = this.#batches.splice(0, 2);
    if (oldest === undefined || next === undefined) return;
    this.#rows -= oldest.rows.length;
    const skipped = oldest.skipped + BigInt(oldest.rows.length) + next.skipped;
    this.#batches.unshift({ from: oldest.from, to: next.to, rows: next.rows, skipped });
  }
}
