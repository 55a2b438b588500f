import { MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE, type Micros } from "../time/micros";

/** What counts the trades of a stretch of time: whole candles, or the trades themselves. */
export type Grain = "1d" | "1h" | "1m" | "trades";

export interface Stretch {
  grain: Grain;
  from: Micros;
  /** exclusive */
  to: Micros;
}

const COARSEST_FIRST: readonly { grain: Grain; size: Micros }[] = [
  { grain: "1d", size: MICROS_PER_DAY },
  { grain: "1h", size: MICROS_PER_HOUR },
  { grain: "1m", size: MICROS_PER_MINUTE },
];

/**
 * Cuts [from, to) into stretches that join without overlap, in order: whole days, at their ends whole hours, whole
 * minutes, and the rest of less than a minute each. Few rows count any length of time, exactly.
 */
export function coverRange(from: Micros, to: Micros): Stretch[] {
  return cover(from, to, COARSEST_FIRST);
}

function cover(from: Micros, to: Micros, grains: typeof COARSEST_FIRST): Stretch[] {
  if (from >= to) return [];
  const [coarsest, ...finer] = grains;
  if (coarsest === undefined) return [{ grain: "trades", from, to }];
  const { grain, size } = coarsest;
  const first = Math.ceil(from / size) * size;
  const end = Math.floor(to / size) * size;
  if (first >= end) return cover(from, to, finer);
  return [...cover(from, first, finer), { grain, from: first, to: end }, ...cover(end, to, finer)];
}
