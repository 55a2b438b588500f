import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calm, type FloodRules, type FloodState, judgeFlood, type OutcomeRun } from "./judge-flood";

const rules: FloodRules = { runLength: 5, ratio: 0, window: 100 };
const good = (count: number): OutcomeRun => ({ failed: false, count });
const bad = (count: number): OutcomeRun => ({ failed: true, count });

describe("a flood", () => {
  it("is a run of the given length, over the borders of batches", () => {
    const first = judgeFlood(calm, [good(3), bad(4)], rules);
    expect(first.flood).toBeNull();
    expect(judgeFlood(first.state, [bad(1)], rules).flood).toEqual({ rule: "run", count: 5, limit: 5 });
    expect(judgeFlood(first.state, [good(1), bad(4)], rules).flood).toBeNull();
  });

  it("is found in the middle of a batch too", () => {
    expect(judgeFlood(calm, [bad(7), good(50)], rules).flood).toEqual({ rule: "run", count: 7, limit: 5 });
  });

  it("is a part of the window, once the window is full", () => {
    const half: FloodRules = { runLength: 0, ratio: 0.5, window: 10 };
    const early = judgeFlood(calm, [bad(9)], half);
    expect(early.flood).toBeNull();
    expect(judgeFlood(early.state, [bad(1)], half).flood).toMatchObject({ rule: "ratio", count: 10 });
    expect(judgeFlood(early.state, [good(5), bad(1)], half).flood).toMatchObject({ count: 5, window: 10 });
    expect(judgeFlood(early.state, [good(6), bad(1)], half).flood).toBeNull();
  });

  it("is nothing where both rules are off", () => {
    expect(judgeFlood(calm, [bad(1_000_000)], { runLength: 0, ratio: 0, window: 10 }).flood).toBeNull();
  });

  it("does not change the state it was given", () => {
    const { state } = judgeFlood(calm, [bad(4)], rules);
    expect(judgeFlood(state, [bad(1)], rules).flood).not.toBeNull();
    expect(judgeFlood(state, [bad(1)], rules).flood).not.toBeNull();
    expect(calm.recent).toEqual([]);
  });
});

it("agrees with a list of all records, however they are batched", () => {
  const outcomes = fc.array(fc.boolean(), { minLength: 1, maxLength: 80 });
  const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 80, maxLength: 80 });
  fc.assert(
    fc.property(outcomes, cuts, fc.integer({ min: 10, max: 20 }), (records, sizes, window) => {
      let state: FloodState = calm;
      for (let at = 0, i = 0; at < records.length; i++) {
        const batch = records.slice(at, at + (sizes[i] ?? 1));
        state = judgeFlood(
          state,
          batch.map((failed) => ({ failed, count: 1 })),
          { runLength: 0, ratio: 0, window },
        ).state;
        at += batch.length;
        const last = records.slice(0, at).slice(-window);
        const good = records.slice(0, at).lastIndexOf(false);
        expect(state.seen).toBe(last.length);
        expect(state.failed).toBe(last.filter(Boolean).length);
        expect(state.run).toBe(at - 1 - good);
      }
    }),
  );
});
