/** Mixes a value into a 32-bit hash (the finaliser of MurmurHash3): equal inputs give equal outputs on every machine. */
export function mix(hash: number, value: number): number {
  let h = (hash ^ value) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Mixes a safe integer beyond 32 bits, both halves. */
export function mixWide(hash: number, value: number): number {
  return mix(mix(hash, value >>> 0), Math.floor(value / 4_294_967_296) + 0x9e3779b9);
}

/** A 32-bit hash of a text (FNV-1a, then mixed). */
export function hashText(text: string, seed = 0): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h, 0x27d4eb2f);
}

/** A value that looks normal with mean 0 and deviation 1, from one hash: the sum of three uniforms. */
export function gaussian(hash: number): number {
  const a = (hash & 0x7ff) / 0x800;
  const b = ((hash >>> 11) & 0x7ff) / 0x800;
  const c = (hash >>> 22) / 0x400;
  return (a + b + c - 1.5) * 2;
}

/** A small seeded generator (mulberry32): fast, repeatable, good enough for a market, not for secrets. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number in [low, high]. */
  whole(low: number, high: number): number {
    return low + Math.floor((high - low + 1) * this.next());
  }
}
