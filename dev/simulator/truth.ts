import type { Book } from "./book";
import { formatUnits, trimZeros } from "./decimal";
import { FATE, isUnheard } from "./fate";

/** Inclusive range of trade numbers, as decimal text. */
export interface IdRange {
  from: string;
  to: string;
}

/** Count and exact sums of a set of trades; decimals without zeros at the end. */
export interface Sums {
  count: number;
  quantity: string;
  /** sum of price times quantity */
  notional: string;
}

/** What the simulator knows of one instrument: every number it issued, and what became of it. */
export interface InstrumentTruth {
  venue: string;
  market: "spot";
  symbol: string;
  firstId: string | null;
  lastId: string | null;
  /** runs of numbers between resets of the venue */
  eras: IdRange[];
  /** all trades; those made before the run (`history`); those issued in it (`live`); those a socket got (`heard`) */
  all: Sums;
  history: Sums;
  live: Sums;
  heard: Sums;
  /** live trades of which no good copy reached a socket: lost, replaced by a malformed frame, or nobody listened */
  unheard: IdRange[];
  lost: IdRange[];
  malformed: IdRange[];
  late: IdRange[];
  repeated: IdRange[];
  withheld: IdRange[];
  /** numbers that the venue never issued */
  skipped: IdRange[];
  /** frames that carried no trade of their own, handed to a socket */
  extras: Book["extras"];
}

class Summing {
  private count = 0;
  private lots = 0n;
  private value = 0n;

  add(ticks: bigint, lots: bigint): void {
    this.count++;
    this.lots += lots;
    this.value += ticks * lots;
  }

  result({ instrument }: Book): Sums {
    const { priceDecimals, sizeDecimals } = instrument;
    return {
      count: this.count,
      quantity: trimZeros(formatUnits(this.lots, sizeDecimals)),
      notional: trimZeros(formatUnits(this.value, priceDecimals + sizeDecimals)),
    };
  }
}

class Ranges {
  readonly list: IdRange[] = [];
  private next = -1n;

  add(id: bigint): void {
    const newest = this.list.at(-1);
    if (newest && id === this.next) newest.to = String(id);
    else this.list.push({ from: String(id), to: String(id) });
    this.next = id + 1n;
  }
}

/** Adds up a book; `fromId` and `toId` (inclusive) limit it to a range of the numbers. Reads every trade once. */
export function instrumentTruth(book: Book, fromId?: bigint, toId?: bigint): InstrumentTruth {
  const sums = { all: new Summing(), history: new Summing(), live: new Summing(), heard: new Summing() };
  const ranges = {
    unheard: new Ranges(),
    lost: new Ranges(),
    malformed: new Ranges(),
    late: new Ranges(),
    repeated: new Ranges(),
    withheld: new Ranges(),
  };
  for (const segment of book.segments) {
    let id = segment.firstId;
    for (let index = segment.firstIndex; index < book.endOf(segment); index++, id++) {
      if ((fromId !== undefined && id < fromId) || (toId !== undefined && id > toId)) continue;
      const flags = book.flagsAt(index);
      const ticks = book.ticksAt(index);
      const lots = book.lotsAt(index);
      sums.all.add(ticks, lots);
      sums[(flags & FATE.history) !== 0 ? "history" : "live"].add(ticks, lots);
      if ((flags & FATE.heard) !== 0) sums.heard.add(ticks, lots);
      if (isUnheard(flags)) ranges.unheard.add(id);
      if ((flags & FATE.lost) !== 0) ranges.lost.add(id);
      if ((flags & FATE.malformed) !== 0) ranges.malformed.add(id);
      if ((flags & FATE.late) !== 0) ranges.late.add(id);
      if ((flags & FATE.repeated) !== 0) ranges.repeated.add(id);
      if ((flags & FATE.withheld) !== 0) ranges.withheld.add(id);
    }
  }
  const { venue, symbol } = book.instrument;
  return {
    venue,
    market: "spot",
    symbol,
    ...outline(book),
    all: sums.all.result(book),
    history: sums.history.result(book),
    live: sums.live.result(book),
    heard: sums.heard.result(book),
    unheard: ranges.unheard.list,
    lost: ranges.lost.list,
    malformed: ranges.malformed.list,
    late: ranges.late.list,
    repeated: ranges.repeated.list,
    withheld: ranges.withheld.list,
    extras: book.extras,
  };
}

/** First and last number, eras, and the numbers left out between the segments of an era. */
function outline(book: Book): Pick<InstrumentTruth, "firstId" | "lastId" | "eras" | "skipped"> {
  const eras: IdRange[] = [];
  const skipped: IdRange[] = [];
  for (const segment of book.segments) {
    const end = book.endOf(segment);
    if (end === segment.firstIndex) continue;
    const to = String(segment.firstId + BigInt(end - segment.firstIndex - 1));
    const era = eras.at(-1);
    if (!era || segment.reset) {
      eras.push({ from: String(segment.firstId), to });
      continue;
    }
    skipped.push({ from: String(BigInt(era.to) + 1n), to: String(segment.firstId - 1n) });
    era.to = to;
  }
  return { firstId: eras[0]?.from ?? null, lastId: eras.at(-1)?.to ?? null, eras, skipped };
}
