const LOOK_EVERY_MS = 500;
/** Weight of the newest look: a single long task is no reason yet. */
const NEWEST = 0.3;
/**
 * Timers that come so late, ms on average, hold questions back: twice as long, and twice again for each doubling. An idle
 * machine whose clock ticks every 16 ms is 8 ms late: that is no reason yet.
 */
const LATE_MS = { cheap: 15, dear: 9 };
/** Nothing waits longer because of it. */
const LONGEST_MS = 8_000;

/** What an answer takes to draw: a chart or a long table holds a slow machine longer than some figures do. */
export type Drawing = keyof typeof LATE_MS;

let late = 0;
let isLooking = false;

/**
 * How long to wait between two questions of a page that follows the clock. A page whose timers come late has more to do
 * than its machine has time for: it asks, and draws, less often, so that what one does with it still answers.
 */
export function eased(milliseconds: number, drawing: Drawing = "cheap"): number {
  return typeof window === "undefined" ? milliseconds : easedBy(lateness(), milliseconds, drawing);
}

/** How late this page's timers come, ms on average: what its machine lacks the time for. */
export function lateness(): number {
  if (!isLooking) look();
  return late;
}

/** The rule alone. @param lateness of the page's timers, ms on average */
export function easedBy(lateness: number, milliseconds: number, drawing: Drawing = "cheap"): number {
  // In steps: a question whose wait changes waits from the start.
  const times = 2 ** Math.max(0, 1 + Math.floor(Math.log2(lateness / LATE_MS[drawing])));
  return Math.max(milliseconds, Math.min(LONGEST_MS, milliseconds * times));
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
