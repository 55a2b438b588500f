/** How fast letters may go: a bucket that fills at the rate and holds a quarter of a second. */
export interface Pace {
  /** what may be sent, as of `at` */
  readonly tokens: number;
  /** ms, from a monotonic clock */
  readonly at: number;
}

export function startPace(now: number): Pace {
  return { tokens: 0, at: now };
}

/** How many letters may be sent now, at most `most`, and the pace after that. */
export function allow(
  pace: Pace,
  now: number,
  perSecond: number,
  most: number,
): { count: number; pace: Pace } {
  const room = Math.max(1, perSecond / 4);
  const tokens = Math.min(room, pace.tokens + ((now - pace.at) / 1_000) * perSecond);
  const count = Math.min(most, Math.floor(tokens));
  return { count, pace: { tokens: tokens - count, at: now } };
}
