const LOOK_EVERY_MS = 500;
/** Weight of the newest look: a single long task is no reason yet. */
const NEWEST = 0.3;
/** Timers this late, on average: twice as long between questions, then four times. */
const LATE_MS = 15;
const VERY_LATE_MS = 50;
/** What is asked this seldom anyway is left as it is. */
const SELDOM_MS = 5_000;

let late = 0;
let isLooking = false;

/**
 * How long to wait between two questions of a page that follows the clock. A page whose timers come late has more to do
 * than its machine has time for: it asks, and draws, less often, so that what one does with it still answers.
 */
export function eased(milliseconds: number): number {
  if (typeof window === "undefined") return milliseconds;
  if (!isLooking) look();
  return easedBy(late, milliseconds);
}

/** The rule alone. @param lateness of the page's timers, ms on average */
export function easedBy(lateness: number, milliseconds: number): number {
  if (milliseconds >= SELDOM_MS || lateness < LATE_MS) return milliseconds;
  return Math.min(SELDOM_MS, milliseconds * (lateness < VERY_LATE_MS ? 2 : 4));
}

function look(): void {
  isLooking = true;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    // Browsers hold the timers of pages out of sight back.
    if (!document.hidden) late += NEWEST * (Math.max(0, now - last - LOOK_EVERY_MS) - late);
    last = now;
  }, LOOK_EVERY_MS);
}
