import { addToTape, EMPTY_TAPE, type Tape } from "@/app/trades/tape-rows";
import type { TapeEvent } from "@/server/services/tape/tape-event";

/** A tape as it is, and who is told of every event that changes it. */
export class TapeStore {
  readonly #listeners = new Set<() => void>();
  #tape = EMPTY_TAPE;

  take(event: TapeEvent): void {
    const next = addToTape(this.#tape, event);
    if (next === this.#tape) return;
    this.#tape = next;
    for (const listener of this.#listeners) listener();
  }

  readonly tape = (): Tape => this.#tape;

  /** @returns what ends it */
  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
