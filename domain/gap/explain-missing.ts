import type { SequenceRange } from "../sequence/types";
import { countRanges, intersectRanges, subtractRanges } from "./ranges";

/**
 * Where a missing number is, and so which button repairs it.
 * - `dead-letter`: it came and could not be read: correct and replay it
 * - `never-issued`: the venue left it out of answers that had its neighbours: there is nothing to fetch
 * - `expired`: older than what the venue still serves
 * - `renumbered`: of before a restart of the venue's numbers: asked by number, it has other trades now, or none
 * - `fetchable`: the venue's REST history should have it
 * - `no-history`: nobody speaks the history API of this market
 */
export const MISSING_CLASSES = [
  "dead-letter",
  "never-issued",
  "expired",
  "renumbered",
  "fetchable",
  "no-history",
] as const;
export type MissingClass = (typeof MISSING_CLASSES)[number];

export interface MissingPart extends SequenceRange {
  class: MissingClass;
  count: bigint;
}

/** Every missing number, once, with its class: by number. */
export function explainMissing(facts: {
  missing: readonly SequenceRange[];
  inLetters: readonly SequenceRange[];
  omitted: readonly SequenceRange[];
  expired: readonly SequenceRange[];
  /** the venue is asked by number, and restarted its numbers after this gap */
  isRenumbered: boolean;
  hasHistory: boolean;
}): MissingPart[] {
  const parts: MissingPart[] = [];
  let rest: SequenceRange[] = [...facts.missing];
  const take = (of: readonly SequenceRange[], name: MissingClass) => {
    for (const range of intersectRanges(rest, of))
      parts.push({ ...range, class: name, count: countRanges([range]) });
    rest = subtractRanges(rest, of);
  };
  take(facts.inLetters, "dead-letter");
  take(facts.omitted, "never-issued");
  take(facts.expired, facts.isRenumbered ? "renumbered" : "expired");
  take(rest, facts.hasHistory ? "fetchable" : "no-history");
  return parts.sort((a, b) => (a.from < b.from ? -1 : 1));
}
