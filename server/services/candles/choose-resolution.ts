import type { ResolvedRange } from "@/server/time-range";

/** The tables of rollups, as charts that sum over instruments take them; candles of one have sizes between, too. */
const RESOLUTIONS = ["1m", "1h", "1d"] as const;
type Resolution = (typeof RESOLUTIONS)[number];

const BUCKET_MICROS: Record<Resolution, number> = {
  "1m": 60_000_000,
  "1h": 3_600_000_000,
  "1d": 86_400_000_000,
};

export const CANDLE_TABLE = { "1m": "candles_1m", "1h": "candles_1h", "1d": "candles_1d" } as const;

export function bucketMicros(resolution: Resolution): number {
  return BUCKET_MICROS[resolution];
}

/** The finest table that answers the range within `maxPoints`. */
export function chooseResolution(range: ResolvedRange, maxPoints: number): Resolution {
  const span = range.to - range.from;
  return RESOLUTIONS.find((resolution) => span / BUCKET_MICROS[resolution] <= maxPoints) ?? "1d";
}
