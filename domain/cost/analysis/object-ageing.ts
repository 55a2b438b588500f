import { type Decimal, decimal, ZERO } from "../decimal";
import { glacierBilledMonths, type ObjectStock } from "../estimate/object-lines";
import type { ResolvedInputs } from "../inputs/resolve-scale";

/** Part of the month-wide age bucket [age, age + 1) that lies within [from, to). */
function overlap(age: number, from: number, to: number): number {
  return Math.max(0, Math.min(age + 1, to) - Math.max(age, from));
}

/**
 * What each class holds at the end of a month, from what was written in the months up to it: objects move from Standard to
 * Infrequent Access to Glacier as they age, then go. With equal months it reaches `steadyStock` once all classes are full.
 * @param written GB of each month, the first month first, this month last
 */
export function agedStock(inputs: ResolvedInputs, written: readonly Decimal[]): ObjectStock {
  const standardUntil = inputs.standardMonths;
  const infrequentUntil = standardUntil + inputs.iaMonths;
  const glacierUntil = infrequentUntil + glacierBilledMonths(inputs);
  let standardGb = ZERO;
  let infrequentGb = ZERO;
  let glacierGb = ZERO;
  for (let age = 0; age < written.length; age += 1) {
    if (age >= glacierUntil) break;
    const gb = written[written.length - 1 - age] ?? ZERO;
    standardGb = standardGb.plus(gb.times(decimal(overlap(age, 0, standardUntil))));
    infrequentGb = infrequentGb.plus(gb.times(decimal(overlap(age, standardUntil, infrequentUntil))));
    glacierGb = glacierGb.plus(gb.times(decimal(overlap(age, infrequentUntil, glacierUntil))));
  }
  return { standardGb, infrequentGb, glacierGb };
}

/** Months until an object is last billed: from then on, without growth, every month costs the same. */
export function monthsToSteadyState(inputs: ResolvedInputs): number {
  return Math.max(1, Math.ceil(inputs.standardMonths + inputs.iaMonths + glacierBilledMonths(inputs)));
}
