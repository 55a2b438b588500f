import type { NumberControl } from "@/domain/cost/inputs/field";

/** Steps of a slider from one end to the other. */
export const POSITIONS = 1_000;
/** A linear slider with more steps than this cannot be aimed; it moves by ratio instead. */
const MOST_LINEAR_STEPS = 400;

function isLog({ scale, min, max, step }: NumberControl): boolean {
  return scale === "log" || (max - min) / step > MOST_LINEAR_STEPS;
}

/** The smallest value above nothing: where a logarithmic slider that may be 0 begins. */
function floorOf({ min, step }: NumberControl): number {
  return min > 0 ? min : step;
}

/** Where the thumb stands for a value, 0 to `POSITIONS`. */
export function positionOf(control: NumberControl, value: number): number {
  const { min, max } = control;
  const bounded = Math.min(max, Math.max(min, value));
  if (!isLog(control)) return Math.round(((bounded - min) / (max - min)) * POSITIONS);
  const floor = floorOf(control);
  if (bounded < floor) return 0;
  const share = Math.log(bounded / floor) / Math.log(max / floor);
  const first = min > 0 ? 0 : 1;
  return first + Math.round(share * (POSITIONS - first));
}

function rawValue(control: NumberControl, position: number): number {
  const { min, max } = control;
  if (!isLog(control)) return min + ((max - min) * position) / POSITIONS;
  if (min <= 0 && position === 0) return 0;
  const floor = floorOf(control);
  const first = min > 0 ? 0 : 1;
  return floor * (max / floor) ** ((position - first) / (POSITIONS - first));
}

/** What a value moves by at least: one of a whole number, a step, or its third digit. */
function grain(control: NumberControl, value: number): number {
  if (!isLog(control)) return control.step;
  const third = 10 ** (Math.floor(Math.log10(Math.max(value, floorOf(control)))) - 2);
  return control.whole ? Math.max(1, third) : third;
}

function rounded(control: NumberControl, value: number): number {
  const unit = grain(control, value);
  const { min, max } = control;
  const near = Number((Math.round(value / unit) * unit).toPrecision(12));
  return Math.min(max, Math.max(min, near));
}

/**
 * The value at a new position of the thumb, with few digits. A move always changes the value: where one position is finer
 * than the value's own grain (3 groups of 1,000), an arrow key would otherwise do nothing.
 */
export function valueAt(control: NumberControl, position: number, current: number): number {
  const value = rounded(control, rawValue(control, position));
  const before = positionOf(control, current);
  if (position === before || position === 0 || position === POSITIONS) return value;
  const direction = position > before ? 1 : -1;
  if ((value - current) * direction > 0) return value;
  const { min, max } = control;
  const next = Number((current + direction * grain(control, current)).toPrecision(12));
  return Math.min(max, Math.max(min, next));
}
