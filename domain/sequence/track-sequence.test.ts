import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trackSequence, unseen } from "./track-sequence";
import type { SequenceFinding, SequenceRules, SequenceState } from "./types";

const HOUR = 3_600_000_000;
const contiguous: SequenceRules = { contiguous: true, resetWindowMicros: HOUR, resetJump: 10_000n };

/** Runs numbers through the tracker; time follows the number, so that nothing looks like a reset. */
function run(
  numbers: readonly bigint[],
  rules: SequenceRules = contiguous,
  restart?: (s: SequenceState) => SequenceState,
) {
  let state = unseen;
  let gaps = 0;
  const findings: SequenceFinding[] = [];
  for (const sequence of numbers) {
    const tracked = trackSequence(state, { sequence, timeMicros: Number(sequence) * 1000 }, rules, gaps);
    state = restart === undefined ? tracked.state : restart(tracked.state);
    if ("gap" in tracked.finding && tracked.finding.gap !== null) gaps++;
    findings.push(tracked.finding);
  }
  return { state, findings };
}

const kinds = (numbers: bigint[], rules?: SequenceRules) =>
  run(numbers, rules).findings.map((finding) => finding.kind);

describe("trackSequence", () => {
  it("tells first, next, gap, late and duplicate", () => {
    expect(kinds([5n, 6n, 9n, 7n, 7n, 9n, 8n, 8n])).toEqual([
      "first",
      "next",
      "gap",
      "late",
      "duplicate",
      "duplicate",
      "late",
      "duplicate",
    ]);
  });

  it("describes a gap by its range and the times beside it", () => {
    expect(run([10n, 15n]).findings[1]).toEqual({
      kind: "gap",
      gap: { epoch: 0, from: 11n, to: 14n, timeBefore: 10_000, timeAfter: 15_000 },
    });
  });

  it("takes a number below all seen as late, and what lies between as a gap", () => {
    expect(run([100n, 90n]).findings[1]).toEqual({
      kind: "late",
      fills: null,
      gap: { epoch: 0, from: 91n, to: 99n, timeBefore: 90_000, timeAfter: 100_000 },
    });
    expect(run([100n, 99n]).findings[1]).toEqual({ kind: "late", fills: null, gap: null });
  });

  it("keeps numbers beyond 2^53 apart", () => {
    const big = 9_007_199_254_740_993n;
    const at = (sequence: bigint, state: SequenceState) =>
      trackSequence(state, { sequence, timeMicros: 1 }, contiguous, 0);
    const one = at(big, unseen);
    expect(at(big + 1n, one.state).finding.kind).toBe("next");
    expect(at(big, one.state).finding.kind).toBe("duplicate");
  });

  describe("reset", () => {
    const state = run([1_000_000n, 1_000_001n, 1_000_027n]).state;
    const highestTime = 1_000_027 * 1000;
    const at = (sequence: bigint, timeMicros: number, from: SequenceState = state) =>
      trackSequence(from, { sequence, timeMicros }, contiguous, 1);

    it("is a number that falls while time rises by more than the window", () => {
      const restarted = at(1n, highestTime + 11 * HOUR);
      expect(restarted.finding).toEqual({ kind: "reset", epoch: 1, fellFrom: 1_000_027n });
      expect(at(2n, highestTime + 11 * HOUR + 5, restarted.state).finding.kind).toBe("next");
    });
    it("is not a number that falls together with time, nor one that falls within the window", () => {
      expect(at(999_990n, highestTime - HOUR).finding.kind).toBe("late");
      expect(at(1_000_005n, highestTime + HOUR).finding.kind).toBe("late");
      expect(at(1_000_001n, highestTime + HOUR).finding.kind).toBe("duplicate");
    });
    it("leaves what came before its own numbers: a late one fills the old gap", () => {
      const restarted = at(1n, highestTime + 11 * HOUR).state;
      const late = at(1_000_010n, highestTime - 500, restarted);
      expect(late.finding).toEqual({ kind: "late", gap: null, fills: 0 });
      expect(at(1_000_001n, highestTime - 600, late.state).finding.kind).toBe("duplicate");
    });
  });

  describe("reset within the window", () => {
    const { state } = run([1_000_000n, 1_000_001n, 1_000_027n]);
    const highestTime = 1_000_027 * 1000;
    const at = (sequence: bigint, timeMicros: number, from: SequenceState = state, rules = contiguous) =>
      trackSequence(from, { sequence, timeMicros }, rules, 1);

    it("is a number that falls far while time goes on, if only by a microsecond", () => {
      expect(at(1n, highestTime + 1).finding).toEqual({ kind: "reset", epoch: 1, fellFrom: 1_000_027n });
      // below all that was seen no trade can be a repetition: the same moment will do
      expect(at(1n, highestTime).finding.kind).toBe("reset");
      expect(at(990_027n, highestTime + 1).finding.kind).toBe("reset");
    });
    it("is not a number that is older than the newest, that falls less, or whose feed skips numbers", () => {
      expect(at(1n, highestTime - 1).finding.kind).toBe("late");
      expect(at(990_028n, highestTime + 1).finding.kind).toBe("late");
      const skips = { ...contiguous, contiguous: false };
      expect(at(1n, highestTime + 1, state, skips).finding.kind).toBe("late");
    });
    it("is told of a number within the range that was seen only by a newer time: else it is a repetition", () => {
      const wide = run([1n, 1_000_027n]).state;
      expect(at(1n, highestTime, wide).finding.kind).toBe("duplicate");
      expect(at(1n, highestTime + 1, wide).finding.kind).toBe("reset");
    });
    it("leaves late trades of both sides in their own epochs, by time, and between the two by number", () => {
      let now = at(3n, highestTime + 100).state;
      const see = (sequence: bigint, timeMicros: number) => {
        const { state: after, finding } = at(sequence, timeMicros, now);
        now = after;
        return finding.kind;
      };
      expect(see(4n, highestTime + 101)).toBe("next");
      // of the old numbers: one that was missing, and the two after the newest, one of them held up by the restart
      expect(see(1_000_010n, highestTime - 50)).toBe("late");
      expect(see(1_000_028n, highestTime + 30)).toBe("next");
      expect(see(1_000_029n, highestTime + 99)).toBe("next");
      // of the new numbers: the first two, which came after the third
      expect(see(2n, highestTime + 99)).toBe("late");
      expect(see(1n, highestTime + 99)).toBe("late");
      expect(see(5n, highestTime + 102)).toBe("next");
      expect(now.epochs).toMatchObject([
        { lowest: 1_000_000n, highest: 1_000_029n },
        { lowest: 1n, highest: 5n },
      ]);
    });
  });

  it("never tells a gap of a feed whose numbers skip, and leaves repeats to the store", () => {
    const rules = { contiguous: false, resetWindowMicros: HOUR, resetJump: 10_000n };
    expect(kinds([5n, 90n, 40n, 90n, 3n], rules)).toEqual([
      "first",
      "next",
      "undecided",
      "undecided",
      "late",
    ]);
  });

  it("agrees with a set of all numbers seen, whatever is lost, repeated, reordered or restarted between", () => {
    const arrivals = fc
      .record({
        start: fc.bigInt({ min: 0n, max: 2n ** 60n }),
        size: fc.integer({ min: 1, max: 60 }),
        picks: fc.array(fc.nat({ max: 59 }), { minLength: 1, maxLength: 150 }),
      })
      .map(({ start, size, picks }) => picks.map((pick) => start + BigInt(pick % size)));
    fc.assert(
      fc.property(arrivals, fc.boolean(), (numbers, restarts) => {
        const copy = (state: SequenceState): SequenceState => structuredClone(state);
        let state = unseen;
        let gaps = 0;
        const seen = new Set<bigint>();
        for (const sequence of numbers) {
          // Exchange time is fixed: reordering alone must never look like a restart of the numbers.
          const { state: after, finding } = trackSequence(
            state,
            { sequence, timeMicros: 1 },
            contiguous,
            gaps,
          );
          state = restarts ? copy(after) : after;
          if ("gap" in finding && finding.gap !== null) gaps++;
          expect(finding.kind === "duplicate").toBe(seen.has(sequence));
          const highest = [...seen].reduce((a, b) => (a > b ? a : b), -1n);
          if (!seen.has(sequence) && seen.size > 0) expect(finding.kind === "late").toBe(sequence < highest);
          seen.add(sequence);
          const sorted = [...seen].sort((a, b) => (a < b ? -1 : 1));
          const [low, high] = [sorted[0] ?? 0n, sorted.at(-1) ?? 0n];
          expect(state.epochs[0]).toMatchObject({ lowest: low, highest: high });
          expect(state.missing.filter((range) => range.from > range.to)).toEqual([]);
          const missing = new Set<bigint>();
          for (const range of state.missing) for (let n = range.from; n <= range.to; n++) missing.add(n);
          const expected = new Set<bigint>();
          for (let n = low; n <= high; n++) if (!seen.has(n)) expected.add(n);
          expect(missing).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });
});
