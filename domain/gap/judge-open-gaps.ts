/** The gaps of one instrument that are neither filled nor accepted by somebody, and since when. Times are µs. */
export interface OpenGaps {
  exchange: string;
  market: string;
  symbol: string;
  gaps: bigint;
  missing: bigint;
  oldest: number;
}

export interface GapLimits {
  /** so many missing numbers of an instrument are an alert */
  missing: bigint;
  /** a gap that is open for so long is one, µs */
  ageMicros: number;
}

export interface GapAlert {
  subject: string;
  severity: "warning" | "critical";
  message: string;
  evidence: { gaps: string; missing: string; oldest: number; rules: string[] };
}

/** how many times a limit has to be passed for the alert to be critical */
const CRITICAL = 10;

/** Which instruments are worth a person's attention: too much is missing, or for too long. One alert an instrument. */
export function judgeOpenGaps(
  open: readonly OpenGaps[],
  limitsOf: (exchange: string) => GapLimits,
  now: number,
): GapAlert[] {
  return open.flatMap((one) => {
    const limits = limitsOf(one.exchange);
    const age = now - one.oldest;
    const rules: string[] = [];
    if (one.missing >= limits.missing) rules.push("size");
    if (age >= limits.ageMicros) rules.push("age");
    if (rules.length === 0) return [];
    const critical = one.missing >= limits.missing * BigInt(CRITICAL) || age >= limits.ageMicros * CRITICAL;
    const gaps = one.gaps === 1n ? "1 gap" : `${one.gaps} gaps`;
    return [
      {
        subject: `${one.exchange} ${one.market} ${one.symbol}`,
        severity: critical ? ("critical" as const) : ("warning" as const),
        message: `${one.symbol} on ${one.exchange} misses ${one.missing} trades in ${gaps}, the oldest for ${duration(age)}. Backfill or acknowledge them.`,
        evidence: { gaps: String(one.gaps), missing: String(one.missing), oldest: one.oldest, rules },
      },
    ];
  });
}

function duration(micros: number): string {
  const minutes = Math.floor(micros / 60_000_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}
