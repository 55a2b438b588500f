import type { SequenceRange } from "../../sequence/types";
import { countRanges, joinRanges, subtractRanges } from "../ranges";
import { secondsFor } from "./token-bucket";
import { type HistoryVenue, historyVenueOf, VENUE_LIMITS } from "./venues";

/** A gap that may be fetched. Times are µs. */
export interface PlannedGap {
  gapId: bigint;
  instrumentId: number;
  /** which of the instrument's numberings it misses numbers of */
  epoch: number;
  exchange: string;
  market: string;
  symbol: string;
  timeBefore: number;
  timeAfter: number;
  missing: readonly SequenceRange[];
  /** known not to be at the venue, or to lie in the DLQ: not asked for */
  notAsked: readonly SequenceRange[];
}

/** A gap's part of a job: gaps of one `stretch` are fetched together. */
export interface PlannedItem {
  gap: PlannedGap;
  asked: SequenceRange[];
  stretch: number;
}

/** What one venue would be asked, and what it costs there. */
export interface VenuePlan {
  venue: HistoryVenue;
  items: PlannedItem[];
  gaps: number;
  numbers: bigint;
  /** the least number of calls; answers that leave numbers out are asked for again */
  calls: number;
  weight: number;
  seconds: number;
}

export interface BackfillPlan {
  venues: VenuePlan[];
  /** gaps of markets whose history nobody speaks */
  unsupported: number;
  /** gaps of which nothing is left to ask the venue for */
  nothingToAsk: number;
}

/**
 * What a backfill would do, before anything is sent. Gaps of an instrument that one call reaches together are one
 * stretch; each call covers `rowsPerCall` numbers in a row, so the count is exact while the venue leaves nothing out.
 */
export function planBackfill(gaps: readonly PlannedGap[]): BackfillPlan {
  const byVenue = new Map<HistoryVenue, PlannedGap[]>();
  let unsupported = 0;
  for (const gap of gaps) {
    const venue = historyVenueOf(gap.exchange, gap.market);
    if (venue === null) unsupported++;
    else byVenue.set(venue, [...(byVenue.get(venue) ?? []), gap]);
  }
  let nothingToAsk = 0;
  const venues: VenuePlan[] = [];
  for (const [venue, list] of byVenue) {
    const { items, empty, calls } = planVenue(venue, list);
    nothingToAsk += empty;
    if (items.length === 0) continue;
    const limits = VENUE_LIMITS[venue];
    venues.push({
      venue,
      items,
      gaps: items.length,
      numbers: items.reduce((sum, item) => sum + countRanges(item.asked), 0n),
      calls,
      weight: calls * limits.weightPerCall,
      seconds: secondsFor(calls, limits.weightPerCall, limits),
    });
  }
  return { venues, unsupported, nothingToAsk };
}

function planVenue(venue: HistoryVenue, gaps: readonly PlannedGap[]) {
  const { rowsPerCall } = VENUE_LIMITS[venue];
  const wanted = gaps
    .map((gap) => ({ gap, asked: subtractRanges(gap.missing, gap.notAsked) }))
    .sort(
      (a, b) =>
        a.gap.instrumentId - b.gap.instrumentId ||
        a.gap.epoch - b.gap.epoch ||
        a.gap.timeBefore - b.gap.timeBefore ||
        compare(a.asked[0]?.from ?? 0n, b.asked[0]?.from ?? 0n),
    );
  const items: PlannedItem[] = [];
  let empty = 0;
  let last: { instrumentId: number; epoch: number; to: bigint } | undefined;
  let stretch = -1;
  for (const { gap, asked } of wanted) {
    const [first, end] = [asked[0], asked.at(-1)];
    if (first === undefined || end === undefined) {
      empty++;
      continue;
    }
    const joins =
      last?.instrumentId === gap.instrumentId &&
      last.epoch === gap.epoch &&
      first.from > last.to &&
      first.from - last.to <= BigInt(rowsPerCall);
    if (!joins) stretch++;
    last = { instrumentId: gap.instrumentId, epoch: gap.epoch, to: end.to };
    items.push({ gap, asked, stretch });
  }
  const stretches = new Map<number, SequenceRange[]>();
  for (const item of items)
    stretches.set(item.stretch, [...(stretches.get(item.stretch) ?? []), ...item.asked]);
  let calls = 0;
  for (const ranges of stretches.values()) calls += callsFor(joinRanges(ranges), rowsPerCall);
  return { items, empty, calls };
}

/** Calls that a stretch takes: each covers so many numbers from the first wanted one on that no call before it reached. */
export function callsFor(ranges: readonly SequenceRange[], rowsPerCall: number): number {
  const rows = BigInt(rowsPerCall);
  let calls = 0;
  let covered: bigint | null = null;
  for (const range of ranges) {
    const next: bigint = covered !== null && covered >= range.from ? covered + 1n : range.from;
    if (next > range.to) continue;
    const more: bigint = (range.to - next + rows) / rows;
    calls += Number(more);
    covered = next + more * rows - 1n;
  }
  return calls;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
