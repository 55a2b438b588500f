import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SequenceCursor } from "./sequence-cursor";
import { trackSequence, unseen } from "./track-sequence";
import type { SequenceRules, SequenceState } from "./types";

const HOUR = 3_600_000_000;

/** Steps from one trade to the next: mostly the number after, at times repeats, jumps, falls and restarts. */
const steps = fc.array(
  fc.record({
    by: fc.oneof(
      { weight: 6, arbitrary: fc.constant(1) },
      { weight: 2, arbitrary: fc.integer({ min: -6, max: 6 }) },
      { weight: 1, arbitrary: fc.integer({ min: -2_000, max: 50 }) },
    ),
    wait: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 1_000_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: -HOUR, max: 3 * HOUR }) },
    ),
    looked: fc.boolean(),
  }),
  { maxLength: 80 },
);

describe("SequenceCursor", () => {
  it("finds what trackSequence finds, and stands where it stands, however numbers and time go", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 60n }), steps, fc.boolean(), (start, list, contiguous) => {
        const rules: SequenceRules = { contiguous, resetWindowMicros: HOUR, resetJump: 1_500n };
        const cursor = new SequenceCursor(unseen, rules);
        let state: SequenceState = unseen;
        let gaps = 0;
        let sequence = start + 3_000n;
        let timeMicros = 1_700_000_000_000_000;
        for (const { by, wait, looked } of list) {
          sequence = sequence + BigInt(by) < 0n ? 0n : sequence + BigInt(by);
          timeMicros += wait;
          const expected = trackSequence(state, { sequence, timeMicros }, rules, gaps);
          expect(cursor.track(sequence, timeMicros, gaps)).toEqual(expected.finding);
          state = expected.state;
          if ("gap" in expected.finding && expected.finding.gap !== null) gaps++;
          if (looked) expect(cursor.state).toEqual(state);
        }
        expect(cursor.state).toEqual(state);
      }),
      { numRuns: 500 },
    );
  });

  it("goes on from a state that is set, with several epochs too", () => {
    const rules: SequenceRules = { contiguous: true, resetWindowMicros: HOUR, resetJump: 1_500n };
    const cursor = new SequenceCursor(unseen, rules);
    const epoch = { epoch: 0, lowest: 1n, lowestTime: 0, highest: 9n, highestTime: 10 };
    const later = {
      ...epoch,
      epoch: 1,
      lowest: 1n,
      lowestTime: 5 * HOUR,
      highest: 2n,
      highestTime: 5 * HOUR,
    };
    cursor.state = { epochs: [epoch, later], missing: [] };
    expect(cursor.track(3n, 5 * HOUR + 1, 0).kind).toBe("next");
    expect(cursor.track(10n, 20, 0).kind).toBe("next");
    expect(cursor.state.epochs.map((one) => one.highest)).toEqual([10n, 3n]);
  });

  it("leaves the state as it is where nothing moved", () => {
    const state: SequenceState = {
      epochs: [{ epoch: 0, lowest: 1n, lowestTime: 0, highest: 9n, highestTime: 10 }],
      missing: [],
    };
    const cursor = new SequenceCursor(state, {
      contiguous: true,
      resetWindowMicros: HOUR,
      resetJump: 1_500n,
    });
    expect(cursor.track(5n, 3, 0).kind).toBe("duplicate");
    expect(cursor.state.epochs[0]).toBe(state.epochs[0]);
  });
});
