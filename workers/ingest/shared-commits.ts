import { type CommitDeps, commitBatch, commitBatches } from "./commit-batch";
import type { CommitOutcome, DecodedBatch } from "./types";

/** Batches up to this many records wait for others to share their transaction; larger ones are worth their own. */
export const SMALL_BATCH = 250;
/** trades of one shared transaction */
const MOST_TRADES = 2_000;

interface Waiting {
  batch: DecodedBatch;
  resolve(outcome: CommitOutcome): void;
  reject(error: unknown): void;
}

/**
 * Commits the batches of a worker. Small ones that are ready together share a transaction: at a moderate rate a fetch
 * brings a few records of each partition, and a transaction for each of them took a worker longer than all else.
 */
export class SharedCommits {
  #waiting: Waiting[] = [];
  #running = false;

  constructor(private readonly deps: CommitDeps) {}

  /** @returns what became of it, as of `commitBatch` */
  commit(batch: DecodedBatch): Promise<CommitOutcome> {
    if (batch.consumed > SMALL_BATCH || batch.trades.length > SMALL_BATCH)
      return commitBatch(this.deps, batch);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      // What was fetched together is decoded in this turn of the event loop.
      setImmediate(() => void this.#commitAll());
    });
  }

  async #commitAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#take();
      const [only] = group;
      if (group.length === 1 && only !== undefined) await this.#commitOne(only);
      else await this.#commitTogether(group);
    }
    this.#running = false;
  }

  #take(): Waiting[] {
    let trades = 0;
    const fits = this.#waiting.findIndex(({ batch }, at) => {
      trades += batch.trades.length;
      return at > 0 && trades > MOST_TRADES;
    });
    return this.#waiting.splice(0, fits === -1 ? this.#waiting.length : fits);
  }

  /** One that cannot be stored spoils the transaction of all: each then gets its own, and its own outcome. */
  async #commitTogether(group: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await commitBatches(
        this.deps,
        group.map(({ batch }) => batch),
      );
      group.forEach(({ resolve, reject }, at) => {
        const outcome = outcomes[at];
        if (outcome === undefined) reject(new Error("a batch of several has no outcome"));
        else resolve(outcome);
      });
    } catch {
      await Promise.all(group.map((one) => this.#commitOne(one)));
    }
  }

  async #commitOne({ batch, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve(await commitBatch(this.deps, batch));
    } catch (error) {
      reject(error);
    }
  }
}
