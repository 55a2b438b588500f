/** The three scales the platform's own document prices, in messages a second. */
export const PRESET_IDS = ["10k", "1m", "10m"] as const;
export type PresetId = (typeof PRESET_IDS)[number];

/**
 * What a scale sets, other inputs being the same for all three. Sizes and file counts are steps; the amounts are blended
 * between the scales (`interpolateLogLog`).
 */
export const SCALE = {
  /** messages/s */
  rate: { "10k": 10_000, "1m": 1_000_000, "10m": 10_000_000 },
  brokerSize: { "10k": "large", "1m": "2xl", "10m": "4xl" },
  dbSize: { "10k": "xl", "1m": "2xl", "10m": "4xl" },
  /** files */
  filesPerCommit: { "10k": 6, "1m": 24, "10m": 24 },
  /** rows a message */
  rowShare: { "10k": 1, "1m": 0.02, "10m": 0.005 },
  /** TB a month */
  scanTb: { "10k": 1, "1m": 100, "10m": 1_000 },
  /** custom metrics */
  metrics: { "10k": 200, "1m": 1_000, "10m": 3_000 },
  /** GB a month */
  logGb: { "10k": 50, "1m": 500, "10m": 2_000 },
  /** GB a month */
  egressGb: { "10k": 100, "1m": 10_240, "10m": 102_400 },
} as const;

/**
 * The preset nearest to a rate on a logarithmic axis. Its sizes and file count are used between presets, because sizes
 * are steps and cannot be blended. The borders are the geometric means: 100,000 and 3,162,278 messages a second; the
 * lower one is also where workers move from Fargate to EC2, so both steps fall together.
 * @param rate messages a second
 */
export function nearestPreset(rate: number): PresetId {
  if (rate < Math.sqrt(SCALE.rate["10k"] * SCALE.rate["1m"])) return "10k";
  return rate < Math.sqrt(SCALE.rate["1m"] * SCALE.rate["10m"]) ? "1m" : "10m";
}
