import type { Instrument } from "./instruments";

const BITS = 13;
const SIZE = 1 << BITS;

interface Chunk {
  times: Float64Array;
  ticks: BigInt64Array;
  lots: BigInt64Array;
  flags: Uint8Array;
}

/** A run of trades with contiguous numbers; a reset or a skipped number begins another. */
export interface Segment {
  firstId: bigint;
  /** index in the book of the trade with `firstId` */
  firstIndex: number;
  /** whether the venue restarted its numbers here, rather than left some out */
  reset: boolean;
}

/** One remembered trade. */
export interface IssuedTrade {
  index: number;
  id: bigint;
  timeMicros: number;
  ticks: bigint;
  lots: bigint;
  /** bits of `FATE` */
  flags: number;
}

/** Every trade that an instrument has had, in columns: 25 bytes a trade, in order of time, nothing ever forgotten. */
export class Book {
  count = 0;
  readonly segments: Segment[];
  /** frames that were handed to a socket and are no trades: by kind of spoiling, repeats and noise */
  readonly extras: { malformed: Record<string, number>; repeated: number; noise: number } = {
    malformed: {},
    repeated: 0,
    noise: 0,
  };
  private readonly chunks: Chunk[] = [];
  private next: bigint;

  constructor(
    readonly instrument: Instrument,
    firstId: bigint,
  ) {
    this.next = firstId;
    this.segments = [{ firstId, firstIndex: 0, reset: false }];
  }

  /** The number that the next trade gets. */
  get nextId(): bigint {
    return this.next;
  }

  /** Remembers a trade and numbers it; a time before the last one's is moved up to it. Returns its index. */
  append(timeMicros: number, ticks: bigint, lots: bigint, flags: number): number {
    const index = this.count++;
    const slot = index & (SIZE - 1);
    if (slot === 0) {
      this.chunks.push({
        times: new Float64Array(SIZE),
        ticks: new BigInt64Array(SIZE),
        lots: new BigInt64Array(SIZE),
        flags: new Uint8Array(SIZE),
      });
    }
    const chunk = this.chunk(index);
    chunk.times[slot] = index > 0 ? Math.max(timeMicros, this.timeAt(index - 1)) : timeMicros;
    chunk.ticks[slot] = ticks;
    chunk.lots[slot] = lots;
    chunk.flags[slot] = flags;
    this.next++;
    return index;
  }

  /** Leaves out numbers: the venue never issues them. */
  skip(numbers: number): void {
    this.next += BigInt(numbers);
    this.begin(false);
  }

  /** Restarts the numbering, as a venue does after an incident. */
  reset(nextId: bigint): void {
    this.next = nextId;
    this.begin(true);
  }

  /** Sets bits of `FATE` on a trade. */
  mark(index: number, bits: number): void {
    const flags = this.chunk(index).flags;
    flags[index & (SIZE - 1)] = this.flagsAt(index) | bits;
  }

  timeAt(index: number): number {
    return this.chunk(index).times[index & (SIZE - 1)] ?? 0;
  }

  ticksAt(index: number): bigint {
    return this.chunk(index).ticks[index & (SIZE - 1)] ?? 0n;
  }

  lotsAt(index: number): bigint {
    return this.chunk(index).lots[index & (SIZE - 1)] ?? 0n;
  }

  flagsAt(index: number): number {
    return this.chunk(index).flags[index & (SIZE - 1)] ?? 0;
  }

  idAt(index: number): bigint {
    const segment = this.segmentAt(index);
    return segment.firstId + BigInt(index - segment.firstIndex);
  }

  at(index: number): IssuedTrade {
    return {
      index,
      id: this.idAt(index),
      timeMicros: this.timeAt(index),
      ticks: this.ticksAt(index),
      lots: this.lotsAt(index),
      flags: this.flagsAt(index),
    };
  }

  /** Index one past the last trade of a segment. */
  endOf(segment: Segment): number {
    const following = this.segments[this.segments.indexOf(segment) + 1];
    return following ? following.firstIndex : this.count;
  }

  /** The first trade since the last reset: ids rise from here on, and venues look ids up in this stretch only. */
  get eraStart(): number {
    return this.segments.findLast((segment) => segment.reset)?.firstIndex ?? 0;
  }

  /** Index of the first trade of the current era whose number is at least `id`; `count` where there is none. */
  lowerBoundId(id: bigint): number {
    return this.lowerBound(this.eraStart, (index) => this.idAt(index) >= id);
  }

  /** Index of the first trade at or after a time; `count` where there is none. */
  lowerBoundTime(micros: number): number {
    return this.lowerBound(0, (index) => this.timeAt(index) >= micros);
  }

  private lowerBound(from: number, reached: (index: number) => boolean): number {
    let low = from;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (reached(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private segmentAt(index: number): Segment {
    let low = 0;
    let high = this.segments.length - 1;
    const newest = this.segments[high];
    if (newest && index >= newest.firstIndex) return newest;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.segments[middle]?.firstIndex ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const found = this.segments[low];
    if (!found) throw new RangeError("a book always has a segment");
    return found;
  }

  private begin(reset: boolean): void {
    const newest = this.segments.at(-1);
    // nothing was issued under the newest segment: it never was, but a reset that it stood for still is
    const replaces = newest !== undefined && newest.firstIndex === this.count;
    if (replaces) this.segments.pop();
    this.segments.push({
      firstId: this.next,
      firstIndex: this.count,
      reset: reset || (replaces && newest.reset),
    });
  }

  private chunk(index: number): Chunk {
    const chunk = this.chunks[index >> BITS];
    if (!chunk) throw new RangeError(`no trade with index ${index}`);
    return chunk;
  }
}
