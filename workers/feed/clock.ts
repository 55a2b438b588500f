/** Milliseconds to add to the monotonic clock; moves when the machine's clock is set. */
let correction = 0;

/**
 * The wall clock in microseconds since the epoch. `performance` has the microseconds that `Date` rounds away, but never
 * hears of NTP: it is put right as soon as the two are further apart than `Date`'s rounding down explains.
 */
export function nowMicros(): number {
  let precise = performance.timeOrigin + performance.now() + correction;
  const apart = Date.now() - precise;
  if (apart < -1.5 || apart > 0.5) {
    correction += apart + 0.5;
    precise += apart + 0.5;
  }
  return Math.round(precise * 1000);
}
