const QUOTE = 0x22;
/** longer than any venue's symbol: what is longer is not one */
const MAX_SYMBOL_BYTES = 64;

/** A marker to look for, e.g. `"s":"`. */
export function marker(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

export function has(frame: Buffer, mark: Buffer): boolean {
  return frame.indexOf(mark) !== -1;
}

/** The string that starts right after the first `mark` and ends at the next quote; undefined where there is none. */
export function stringAfter(frame: Buffer, mark: Buffer): string | undefined {
  const found = frame.indexOf(mark);
  if (found === -1) return undefined;
  const start = found + mark.length;
  const limit = Math.min(frame.length, start + MAX_SYMBOL_BYTES + 1);
  for (let end = start; end < limit; end++) {
    // latin1: a byte stays a byte, so a mangled name cannot throw and equal bytes give equal keys
    if (frame[end] === QUOTE) return end === start ? undefined : frame.toString("latin1", start, end);
  }
  return undefined;
}
