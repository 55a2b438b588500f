import type { Book } from "@/dev/simulator/book";
import { formatUnits, trimZeros } from "@/dev/simulator/decimal";
import { FATE } from "@/dev/simulator/fate";
import { rangesOfNumbers, subtractRanges } from "@/domain/gap/ranges";
import type { SequenceRange } from "@/domain/sequence/types";

export interface RememberedTrade {
  id: bigint;
  timeMicros: number;
  price: string;
  quantity: string;
  flags: number;
}

/** What the simulator knows of one numbering of an instrument, between the first and the last trade of it that was heard. */
export interface EraTruth {
  heard: RememberedTrade[];
  /** numbers that nobody heard, those that were never issued among them */
  missing: SequenceRange[];
  /** of these, what was issued */
  unheard: RememberedTrade[];
  /** of these, what the venue never issued, or leaves out of its history */
  lacking: SequenceRange[];
}

/** The numberings of a book, the oldest first, but for those of which no trade was heard. */
export function erasOf(book: Book): EraTruth[] {
  const eras: RememberedTrade[][] = [];
  for (const segment of book.segments) {
    if (segment.reset || eras.length === 0) eras.push([]);
    for (let index = segment.firstIndex; index < book.endOf(segment); index++)
      eras.at(-1)?.push(remembered(book, index));
  }
  return eras.flatMap((trades) => {
    const heard = trades.filter((trade) => (trade.flags & FATE.heard) !== 0);
    const [first, last] = [heard[0], heard.at(-1)];
    if (first === undefined || last === undefined) return [];
    const missing = subtractRanges(
      [{ from: first.id, to: last.id }],
      rangesOfNumbers(heard.map((trade) => trade.id)),
    );
    const unheard = trades.filter(
      ({ id, flags }) => id > first.id && id < last.id && (flags & FATE.heard) === 0,
    );
    const served = unheard.filter((trade) => (trade.flags & FATE.withheld) === 0);
    const lacking = subtractRanges(missing, rangesOfNumbers(served.map((trade) => trade.id)));
    return [{ heard, missing, unheard, lacking }];
  });
}

function remembered(book: Book, index: number): RememberedTrade {
  const { id, timeMicros, ticks, lots, flags } = book.at(index);
  const { priceDecimals, sizeDecimals } = book.instrument;
  return {
    id,
    timeMicros,
    price: trimZeros(formatUnits(ticks, priceDecimals)),
    quantity: trimZeros(formatUnits(lots, sizeDecimals)),
    flags,
  };
}

export function say(ranges: readonly SequenceRange[]): string[] {
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
}
