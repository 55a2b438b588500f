import { trackSequence } from "./track-sequence";
import type { SequenceFinding, SequenceRules, SequenceState } from "./types";

const next: SequenceFinding = { kind: "next" };

/**
 * Follows an instrument's numbers through a batch. Nearly every trade is the one after the highest, and those are
 * taken in place; `trackSequence` is the rule, decides all others, and costs four objects a trade.
 */
export class SequenceCursor {
  #state: SequenceState;
  /** the number after the highest of the latest epoch */
  #expected: bigint | undefined;
  /** trades of later than this are surely of the latest epoch */
  #since = Number.NEGATIVE_INFINITY;
  #lastTime = 0;
  /** whether trades were taken in place since the state was made */
  #ahead = false;

  constructor(
    state: SequenceState,
    private readonly rules: SequenceRules,
  ) {
    this.#state = state;
    this.#expectNext();
  }

  /** As `trackSequence`; the state moves on. */
  track(sequence: bigint, timeMicros: number, gaps: number): SequenceFinding {
    if (sequence === this.#expected && timeMicros > this.#since) {
      this.#expected = sequence + 1n;
      this.#lastTime = timeMicros;
      this.#ahead = true;
      return next;
    }
    const tracked = trackSequence(this.state, { sequence, timeMicros }, this.rules, gaps);
    this.state = tracked.state;
    return tracked.finding;
  }

  get state(): SequenceState {
    const { epochs, missing } = this.#state;
    const latest = epochs.at(-1);
    if (this.#ahead && latest !== undefined && this.#expected !== undefined) {
      const moved = { ...latest, highest: this.#expected - 1n, highestTime: this.#lastTime };
      this.#state = { epochs: [...epochs.slice(0, -1), moved], missing };
      this.#ahead = false;
    }
    return this.#state;
  }

  set state(state: SequenceState) {
    this.#state = state;
    this.#expectNext();
    this.#ahead = false;
  }

  #expectNext(): void {
    const { epochs } = this.#state;
    const latest = epochs.at(-1);
    this.#expected = latest === undefined ? undefined : latest.highest + 1n;
    this.#since = epochs.length > 1 && latest !== undefined ? latest.lowestTime : Number.NEGATIVE_INFINITY;
  }
}
