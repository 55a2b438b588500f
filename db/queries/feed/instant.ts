/** Microseconds since the epoch as text that Postgres reads without losing one: JavaScript's dates end at milliseconds. */
export function instant(micros: number): string {
  const whole = Math.floor(micros / 1_000_000);
  const rest = String(micros - whole * 1_000_000).padStart(6, "0");
  return `${new Date(whole * 1000).toISOString().slice(0, 19)}.${rest}Z`;
}
