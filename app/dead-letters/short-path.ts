/** Beside a message there is room for about as much. */
const MOST = 32;
const HEAD = 18;
const TAIL = 8;

/** A path into a payload with its middle left out where it is long: nested ten thousand deep, it would hide what is wrong there. */
export function shortPath(path: string): string {
  return path.length <= MOST ? path : `${path.slice(0, HEAD)}…${path.slice(-TAIL)}`;
}
