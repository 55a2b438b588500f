import type { CandleTable } from "@/db/queries/web/read-throughput";
import type { Micros } from "@/domain/time/micros";
import type { ResolvedRange } from "@/server/time-range";

/** Sizes of candles, the finest first. */
export const ZOOMS = ["1s", "5s", "15s", "1m", "5m", "15m", "1h", "4h", "1d", "1w", "4w"] as const;
export type Zoom = (typeof ZOOMS)[number];

/** More points than a screen has pixels tell nothing. */
export const MAX_POINTS = 2_000;
/** What a chart of usual width shows without candles touching each other. */
const GOOD_POINTS = 500;
/** Rows of a rollup that one answer may fold: some 20 ms. */
const MAX_ROWS = 10_000;
/** Below a minute candles are made from trades: unasked only where the range is a look through the lens. */
const LENS_MICROS = 1_000 * 1_000_000;

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The epoch was a Thursday: weeks begin on Mondays. */
const MONDAY = 4 * DAY;

export interface ZoomRule {
  zoom: Zoom;
  micros: Micros;
  /** the coarsest table that can tell it; null: the trades themselves */
  table: CandleTable | null;
  tableMicros: Micros;
  /** where bucket 0 begins, µs since the epoch */
  origin: Micros;
}

const RULES: readonly ZoomRule[] = [
  rule("1s", SECOND, null, SECOND),
  rule("5s", 5 * SECOND, null, SECOND),
  rule("15s", 15 * SECOND, null, SECOND),
  rule("1m", MINUTE, "candles_1m", MINUTE),
  rule("5m", 5 * MINUTE, "candles_1m", MINUTE),
  rule("15m", 15 * MINUTE, "candles_1m", MINUTE),
  rule("1h", HOUR, "candles_1h", HOUR),
  rule("4h", 4 * HOUR, "candles_1h", HOUR),
  rule("1d", DAY, "candles_1d", DAY),
  rule("1w", 7 * DAY, "candles_1d", DAY, MONDAY),
  rule("4w", 28 * DAY, "candles_1d", DAY, MONDAY),
];

function rule(
  zoom: Zoom,
  micros: Micros,
  table: CandleTable | null,
  tableMicros: Micros,
  origin: Micros = 0,
): ZoomRule {
  return { zoom, micros, table, tableMicros, origin };
}

/** Start of the bucket that holds a moment. */
export function bucketOf({ micros, origin }: Pick<ZoomRule, "micros" | "origin">, time: Micros): Micros {
  return Math.floor((time - origin) / micros) * micros + origin;
}

/**
 * The size that answers the range: the wanted one, or the next coarser that keeps to 2,000 points and 10,000 rows of
 * its table; unasked, the finest with some 500 points. `readsTrades` false leaves sizes out that need the trades.
 */
export function chooseZoom(range: ResolvedRange, wanted: Zoom | "auto", readsTrades = true): ZoomRule {
  const span = range.to - range.from;
  const isAuto = wanted === "auto";
  const least = isAuto ? 0 : ZOOMS.indexOf(wanted);
  const most = isAuto ? GOOD_POINTS : MAX_POINTS;
  const serves = (one: ZoomRule) =>
    one.table === null
      ? readsTrades && span / one.micros <= most && (!isAuto || span <= LENS_MICROS)
      : // The range may begin and end within a bucket.
        span / one.micros + 2 <= most && span / one.tableMicros <= MAX_ROWS;
  return RULES.find((one, index) => index >= least && serves(one)) ?? coarsest();
}

function coarsest(): ZoomRule {
  const last = RULES.at(-1);
  if (last === undefined) throw new Error("there are sizes of candles");
  return last;
}
