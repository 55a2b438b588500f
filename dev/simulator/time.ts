let cachedSecond = -1;
let cachedText = "";

/** `2025-11-10T17:23:53.971744Z` from microseconds since the epoch. The second's text is kept: trades come in order. */
export function isoMicros(micros: number): string {
  const second = Math.floor(micros / 1_000_000);
  if (second !== cachedSecond) {
    cachedSecond = second;
    cachedText = new Date(second * 1000).toISOString().slice(0, 19);
  }
  return `${cachedText}.${String(micros - second * 1_000_000).padStart(6, "0")}Z`;
}
