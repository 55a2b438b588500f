/** When a partition has to stop because it carries poison; 0 turns a rule off. */
export interface FloodRules {
  /** so many records in a row that could not be read */
  runLength: number;
  /** so large a part (0 to 1) of the last `window` records */
  ratio: number;
  window: number;
}

/** Records in a row that could (or could not) be read. */
export interface OutcomeRun {
  failed: boolean;
  count: number;
}

/** What is remembered of a partition: the last `window` records, as runs, and how long the last failing run is. */
export interface FloodState {
  readonly recent: readonly OutcomeRun[];
  /** records in `recent`, and how many of them failed */
  readonly seen: number;
  readonly failed: number;
  /** records in a row that could not be read, up to now */
  readonly run: number;
}

/** The rule that was broken, with its evidence. */
export type Flood =
  | { rule: "run"; count: number; limit: number }
  | { rule: "ratio"; count: number; window: number; limit: number };

export const calm: FloodState = { recent: [], seen: 0, failed: 0, run: 0 };

/**
 * Judges a partition's next records. Pure: the state given is not changed, so that a batch that is not committed is
 * judged again as if for the first time. The ratio is judged once a whole window was seen.
 */
export function judgeFlood(
  state: FloodState,
  runs: readonly OutcomeRun[],
  rules: FloodRules,
): { state: FloodState; flood: Flood | null } {
  let flood: Flood | null = null;
  let next = state;
  for (const run of runs) {
    if (run.count === 0) continue;
    next = remember(next, run, rules.window);
    flood ??= brokenRule(next, rules);
  }
  return { state: next, flood };
}

function brokenRule(state: FloodState, { runLength, ratio, window }: FloodRules): Flood | null {
  if (runLength > 0 && state.run >= runLength) return { rule: "run", count: state.run, limit: runLength };
  if (ratio > 0 && state.run > 0 && state.seen >= window && state.failed >= ratio * state.seen)
    return { rule: "ratio", count: state.failed, window: state.seen, limit: ratio };
  return null;
}

function remember(state: FloodState, run: OutcomeRun, window: number): FloodState {
  const recent = [...state.recent];
  const last = recent.at(-1);
  if (last !== undefined && last.failed === run.failed)
    recent[recent.length - 1] = { failed: run.failed, count: last.count + run.count };
  else recent.push(run);
  let seen = state.seen + run.count;
  let failed = state.failed + (run.failed ? run.count : 0);
  while (seen > window) {
    const oldest = recent[0];
    if (oldest === undefined) break;
    const cut = Math.min(oldest.count, seen - window);
    if (cut === oldest.count) recent.shift();
    else recent[0] = { failed: oldest.failed, count: oldest.count - cut };
    seen -= cut;
    if (oldest.failed) failed -= cut;
  }
  return { recent, seen, failed, run: run.failed ? state.run + run.count : 0 };
}
