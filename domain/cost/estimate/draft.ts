import { type Decimal, settle, sum } from "../decimal";
import type { Charge } from "./charge";
import type { LineId } from "./lines";

/** A line before it is written out. The numbers are a function: a sweep over hundreds of estimates never needs the text. */
export interface DraftLine {
  id: LineId;
  charges: readonly Charge[];
  /** the formula in symbols */
  formula: string;
  /** the same with the numbers put in */
  numbers: () => string;
}

/** A line's month in USD, as published. */
export function lineUsd(line: DraftLine): Decimal {
  return settle(sum(line.charges.map(({ usd }) => usd)));
}

/** The total is the sum of the published lines, so that whoever adds them up gets it to the last place. */
export function totalUsd(lines: readonly DraftLine[]): Decimal {
  return sum(lines.map(lineUsd));
}
