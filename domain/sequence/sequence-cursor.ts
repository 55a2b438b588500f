import { trackSequence } from "./track-sequence";
import type { SequenceFinding, SequenceRules, SequenceState } from "./types";

const next: SequenceFinding = { kind: "next" };

/**
 * Follows an instrument's numbers through a batch. Nearly every trade is the one after the highest, and those are
 * taken in place; `trackSequence` is the rule, decides all others, and costs four objects a trade.
 */
export class SequenceCursor {
  #state: SequenceState;
  /** the number after the highest seen, where the state has one epoch only */
  #expected: bigint | undefined;
  #lastTime = 0;
  /** whether trades were taken in place since the state was made */
  #ahead = false;

  constructor(
    state: SequenceState,
    private readonly rules: SequenceRules,
  ) {
    this.#state = state;
    this.#expected = expectedAfter(state);
  }

  /** As `trackSequence`; the state moves on. */
  track(sequence: bigint, timeMicros: number, gaps: number): SequenceFinding {
    if (sequence === this.#expected) {
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
    const [epoch] = this.#state.epochs;
    if (this.#ahead && epoch !== undefined && this.#expected !== undefined) {
      const moved = { ...epoch, highest: this.#expected - 1n, highestTime: this.#lastTime };
      this.#state = { epochs: [moved], missing: this.#state.missing };
      this.#ahead = false;
    }
    return this.#state;
  }

  set state(state: SequenceState) {
    this.#state = state;
    this.#expected = expectedAfter(state);
    this.#ahead = false;
  }
}

/** With several epochs, exchange time decides which one a number belongs to: that is left to `trackSequence`. */
function expectedAfter({ epochs }: SequenceState): bigint | undefined {
  const [epoch] = epochs;
  return epochs.length === 1 && epoch !== undefined ? epoch.highest + 1n : undefined;
}
