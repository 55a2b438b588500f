/**
 * The wait before attempt `attempt` (0 = the first after a loss): uniform between 0 and the exponential bound, so that
 * many clients of one outage do not come back together. Milliseconds.
 * Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015, "full jitter".
 */
export function fullJitter(
  attempt: number,
  limits: { baseMs: number; capMs: number },
  random: () => number = Math.random,
): number {
  const bound = Math.min(limits.capMs, limits.baseMs * 2 ** Math.min(attempt, 30));
  return Math.floor(random() * bound);
}
