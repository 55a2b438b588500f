import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NumberControl } from "@/domain/cost/inputs/field";
import { INPUT_SPECS } from "@/domain/cost/inputs/input-specs";
import { POSITIONS, positionOf, valueAt } from "./slider-scale";

const controls = INPUT_SPECS.flatMap(({ id, control }) =>
  control.kind === "number" ? [{ id, control }] : [],
);
const rate: NumberControl = { kind: "number", min: 1, max: 1e9, step: 1, whole: false, scale: "log" };

describe("a slider", () => {
  it("of the rate moves by ratio", () => {
    expect(positionOf(rate, 1)).toBe(0);
    expect(positionOf(rate, 1e9)).toBe(POSITIONS);
    expect(positionOf(rate, 31_623)).toBe(500);
    expect(valueAt(rate, 667, 1)).toBe(1_010_000);
  });

  it.each(controls)("of $id reaches both bounds and never leaves them", ({ control }) => {
    const middle = valueAt(control, 500, control.min);
    expect(valueAt(control, 0, middle)).toBe(control.min);
    expect(valueAt(control, POSITIONS, middle)).toBe(control.max);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: POSITIONS }), (position) => {
        const value = valueAt(control, position, middle);
        expect(value).toBeGreaterThanOrEqual(control.min);
        expect(value).toBeLessThanOrEqual(control.max);
        if (control.whole) expect(Number.isInteger(value)).toBe(true);
      }),
    );
  });

  it.each(controls)("of $id moves with every arrow key", ({ control }) => {
    let value = control.min;
    for (let presses = 0; presses < 1_200 && value < control.max; presses += 1) {
      const position = Math.min(POSITIONS, positionOf(control, value) + 1);
      const next = valueAt(control, position, value);
      expect(next).toBeGreaterThan(value);
      value = next;
    }
    expect(value).toBe(control.max);
  });

  it("counts consumer groups one by one", () => {
    const groups = controls.find(({ id }) => id === "consumerGroups")?.control ?? rate;
    const pressed = (value: number, by: number) => valueAt(groups, positionOf(groups, value) + by, value);
    expect(pressed(3, 1)).toBe(4);
    expect(pressed(3, -1)).toBe(2);
    expect(pressed(0, 1)).toBe(1);
    expect(pressed(1, -1)).toBe(0);
  });
});
