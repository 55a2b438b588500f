import { describe, expect, it } from "vitest";
import { LEVERS } from "@/domain/cost/analysis/levers";
import { type CostAction, type CostState, reduceCost, startingState } from "./cost-state";

const played = (...actions: CostAction[]): CostState => actions.reduce(reduceCost, startingState);

describe("reduceCost", () => {
  it("prices the last good inputs while one types nonsense, and says why", () => {
    const state = played({ type: "set", input: "peak", value: 0.2 });
    expect(state.problems).toMatchObject([{ input: "peak" }]);
    expect(state.problems[0]?.message).toContain("cannot be below 1");
    expect(state.draft.peak).toBe(0.2);
    expect(state.inputs.peak).toBe(2);
    expect(reduceCost(state, { type: "set", input: "peak", value: 3 })).toMatchObject({
      problems: [],
      inputs: { peak: 3 },
    });
  });

  it("names the input that contradicts another", () => {
    const state = played(
      { type: "set", input: "brokerFamily", value: "m5" },
      { type: "set", input: "brokerKind", value: "express" },
    );
    expect(state.problems).toMatchObject([{ input: "brokerFamily" }]);
    expect(state.inputs.brokerKind).toBe("standard");
  });

  it("leaves the preset with the rate, and comes back with a preset", () => {
    const moved = played(
      { type: "set", input: "zones", value: 2 },
      { type: "set", input: "rate", value: 5e5 },
    );
    expect(moved.inputs).toMatchObject({ preset: null, rate: 5e5 });
    const back = reduceCost(moved, { type: "preset", preset: "10m" });
    expect(back.inputs).toMatchObject({ preset: "10m", rate: null, zones: 2 });
  });

  it("swaps A and B, prices of each with it", () => {
    const state = played(
      { type: "price", id: "nat-gb", value: "0.01" },
      { type: "pin" },
      { type: "price", id: "nat-gb", value: null },
      { type: "set", input: "rackAware", value: true },
      { type: "swap" },
    );
    expect(state).toMatchObject({ inputs: { rackAware: false }, overrides: { "nat-gb": "0.01" } });
    expect(state.pinned).toMatchObject({ inputs: { rackAware: true }, overrides: {} });
  });

  it("pulls levers upon the inputs as they stand, one after the other", () => {
    const levers = LEVERS.filter(({ id }) => id === "rack-aware" || id === "kafka-compression");
    const state = played({ type: "set", input: "kafkaCompression", value: 3 }, { type: "pull", levers });
    expect(state.inputs).toMatchObject({ rackAware: true, kafkaCompression: 6 });
    expect(state.draft).toMatchObject({ kafkaCompression: 6 });
  });

  it("keeps the numbers and drops the claim when what was measured is forgotten", () => {
    const rate = { value: 416, window: "last 24 h", sampleSize: 10 };
    const state = played(
      { type: "calibrate", inputs: startingState.inputs, measurements: { rate }, acknowledged: true },
      { type: "forget" },
    );
    expect(state).toMatchObject({ inputs: startingState.inputs, measurements: null, acknowledged: false });
  });
});
