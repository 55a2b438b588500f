import { describe, expect, it } from "vitest";
import { completenessOf } from "./completeness";
import { explainMissing } from "./explain-missing";
import { nextState, statesBefore } from "./next-state";
import { GAP_STATES } from "./types";

describe("nextState", () => {
  it("lets nothing leave filled, and everything get there", () => {
    for (const state of GAP_STATES) {
      expect(nextState(state, { kind: "emptied" })).toBe(state === "filled" ? null : "filled");
      expect(nextState("filled", { kind: "settled", as: "open" })).toBeNull();
    }
  });

  it("does not disturb a job, nor what a person accepted", () => {
    expect(nextState("backfilling", { kind: "settled", as: "explained" })).toBeNull();
    expect(nextState("backfilling", { kind: "acknowledged" })).toBeNull();
    expect(nextState("acknowledged", { kind: "settled", as: "explained" })).toBeNull();
    expect(nextState("acknowledged", { kind: "backfill-started" })).toBe("backfilling");
  });

  it("tells from which states a step may be taken", () => {
    expect(statesBefore("backfill-started")).toEqual(["open", "explained", "unrecoverable", "acknowledged"]);
    expect(statesBefore("backfill-ended")).toEqual(["backfilling"]);
    expect(statesBefore("reopened")).toEqual(["acknowledged"]);
  });
});

describe("explainMissing", () => {
  it("gives every missing number one class", () => {
    const parts = explainMissing({
      missing: [{ from: 1n, to: 10n }],
      inLetters: [{ from: 2n, to: 3n }],
      omitted: [{ from: 3n, to: 4n }],
      expired: [{ from: 1n, to: 1n }],
      isRenumbered: false,
      hasHistory: true,
    });
    expect(parts).toEqual([
      { from: 1n, to: 1n, class: "expired", count: 1n },
      { from: 2n, to: 3n, class: "dead-letter", count: 2n },
      { from: 4n, to: 4n, class: "never-issued", count: 1n },
      { from: 5n, to: 10n, class: "fetchable", count: 6n },
    ]);
  });

  it("promises no history that nobody speaks", () => {
    const [part] = explainMissing({
      missing: [{ from: 1n, to: 1n }],
      inLetters: [],
      omitted: [],
      expired: [],
      isRenumbered: false,
      hasHistory: false,
    });
    expect(part?.class).toBe("no-history");
  });
});

it("tells numbers of before a restart from those that are too old", () => {
  const parts = explainMissing({
    missing: [{ from: 1n, to: 3n }],
    inLetters: [],
    omitted: [],
    expired: [{ from: 1n, to: 2n }],
    isRenumbered: true,
    hasHistory: true,
  });
  expect(parts.map((part) => part.class)).toEqual(["renumbered", "fetchable"]);
});

describe("completenessOf", () => {
  it("never rounds up to a hundred", () => {
    expect(completenessOf(99_999_999n, 1n).percent).toBe("99.9999");
    expect(completenessOf(5n, 0n).percent).toBe("100");
    expect(completenessOf(0n, 3n).percent).toBe("0.0000");
    expect(completenessOf(1n, 2n).percent).toBe("33.3333");
    expect(completenessOf(0n, 0n).percent).toBeNull();
  });
});
