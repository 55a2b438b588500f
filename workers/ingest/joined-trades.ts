import type { Instrument } from "@/db/queries/ingest/resolve-instruments";
import type { DecodedTrade } from "@/domain/trade/types";
import type { BatchPart } from "./types";

/**
 * The trades of the batches that share a transaction, one after another, as if they were one batch: all arrays are in
 * step. A batch that is alone keeps its own arrays.
 */
export class JoinedTrades {
  readonly trades: readonly DecodedTrade[];
  readonly offsets: readonly number[];
  readonly frameIndexes: readonly number[];
  readonly instruments: readonly Instrument[];
  /** index of each part's first trade */
  readonly starts: readonly number[];
  readonly #partOf: readonly number[] | null;

  constructor(parts: readonly BatchPart[]) {
    const [only] = parts;
    this.starts = startsOf(parts);
    if (parts.length === 1 && only !== undefined) {
      this.trades = only.batch.trades;
      this.offsets = only.batch.offsets;
      this.frameIndexes = only.batch.frameIndexes;
      this.instruments = only.instruments;
      this.#partOf = null;
    } else {
      this.trades = parts.flatMap(({ batch }) => batch.trades);
      this.offsets = parts.flatMap(({ batch }) => batch.offsets);
      this.frameIndexes = parts.flatMap(({ batch }) => batch.frameIndexes);
      this.instruments = parts.flatMap(({ instruments }) => instruments);
      this.#partOf = parts.flatMap(({ batch }, part) => batch.trades.map(() => part));
    }
  }

  /** The part that a trade came with, by its index in `parts`. */
  partOf(index: number): number {
    return this.#partOf?.[index] ?? 0;
  }
}

function startsOf(parts: readonly BatchPart[]): number[] {
  let start = 0;
  return parts.map(({ batch }) => {
    const own = start;
    start += batch.trades.length;
    return own;
  });
}
