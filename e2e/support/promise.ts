/** What the console promises: a fault shows within ten seconds. */
export const SHOWN_WITHIN_MS = 10_000;

/** A freeze of the simulator, and how long it takes to begin. */
export const FREEZE_BEGINS_MS = 500;
