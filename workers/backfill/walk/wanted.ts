import type { HistoryRow } from "@/domain/gap/history/venue-history";
import {
  includesNumber,
  intersectRanges,
  joinRanges,
  rangesOfNumbers,
  subtractRanges,
} from "@/domain/gap/ranges";
import type { SequenceRange } from "@/domain/sequence/types";
import type { WalkTarget } from "./types";

/** How far a trade may stand outside its gap's two times, µs: venues' times are not always in the order of numbers. */
const TIME_TOLERANCE = 60_000_000;

/** The numbers that a stretch still wants. */
export class Wanted {
  remaining: SequenceRange[];
  #seen: { sequence: bigint; timeMicros: number }[] = [];

  constructor(private readonly targets: readonly WalkTarget[]) {
    this.remaining = joinRanges(targets.flatMap((target) => [...target.wanted]));
  }

  /** The lowest wanted number above `number`, or the lowest of all. */
  above(number: bigint | null): bigint | null {
    for (const { from, to } of this.remaining) {
      if (number === null || from > number) return from;
      if (to > number) return number + 1n;
    }
    return null;
  }

  /** The highest wanted number below `number`, or the highest of all. */
  below(number: bigint | null): bigint | null {
    for (let at = this.remaining.length - 1; at >= 0; at--) {
      const range = this.remaining[at];
      if (range === undefined) continue;
      if (number === null || range.to < number) return range.to;
      if (range.from < number) return number - 1n;
    }
    return null;
  }

  /**
   * The time of a row seen at least `lead` numbers below this one, or of the trade before its gap; µs. Where none was
   * seen, a little before the gap: a proving pass wants neighbours.
   */
  timeBelow(number: bigint, lead: bigint): number {
    const gap = this.#targetOf(number);
    const before = Math.min(gap?.timeBefore ?? 0, gap?.timeAfter ?? 0);
    if (lead === 0n) return before;
    for (let at = this.#seen.length - 1; at >= 0; at--) {
      const row = this.#seen[at];
      if (row !== undefined && row.sequence <= number - lead) return row.timeMicros;
    }
    return before - Number(lead) * 1_000;
  }

  /** Keeps the times of a page that left wanted numbers out: from there they are asked for again. */
  remember(rows: readonly HistoryRow[]): void {
    const extent = extentOf(rows);
    if (extent === null) return;
    const left = intersectRanges(this.remaining, [{ from: extent.low, to: extent.high }]);
    if (left.length === 0) return;
    this.#seen = [...this.#seen, ...rows.map(({ sequence, timeMicros }) => ({ sequence, timeMicros }))].sort(
      (a, b) => (a.sequence < b.sequence ? -1 : 1),
    );
  }

  #targetOf(number: bigint): WalkTarget | undefined {
    return this.targets.find((target) => includesNumber(target.wanted, number));
  }

  /**
   * Takes the rows that are wanted, each once, by number. A row of another time is another trade: after a restart of its
   * numbers a venue has two of the same.
   */
  take(rows: readonly HistoryRow[]): HistoryRow[] {
    const taken = new Map<bigint, HistoryRow>();
    for (const row of rows) {
      if (taken.has(row.sequence) || !includesNumber(this.remaining, row.sequence)) continue;
      const target = this.#targetOf(row.sequence);
      if (target !== undefined && isOfTime(row, target)) taken.set(row.sequence, row);
    }
    const list = [...taken.values()].sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
    this.remaining = subtractRanges(this.remaining, rangesOfNumbers(list.map((row) => row.sequence)));
    return list;
  }
}

function isOfTime({ timeMicros }: HistoryRow, { timeBefore, timeAfter }: WalkTarget): boolean {
  const from = Math.min(timeBefore, timeAfter) - TIME_TOLERANCE;
  return timeMicros >= from && timeMicros <= Math.max(timeBefore, timeAfter) + TIME_TOLERANCE;
}

/** Lowest and highest number of a page's rows; null where it has none. */
export function extentOf(rows: readonly HistoryRow[]): { low: bigint; high: bigint } | null {
  const [first] = rows;
  if (first === undefined) return null;
  let low = first.sequence;
  let high = first.sequence;
  for (const { sequence } of rows) {
    if (sequence < low) low = sequence;
    if (sequence > high) high = sequence;
  }
  return { low, high };
}
