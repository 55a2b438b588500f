import type { AlertFacts } from "../facts";
import type { Finding } from "../types";

/** K2's `gap_alert_threshold` */
const LARGE = 10n;
const OLD_SECONDS = 900;

/** Numbers that nobody has explained or repaired: many at once, or for long. One alert an instrument. */
export function gapOpen({ gaps, now }: AlertFacts): Finding[] {
  return gaps.flatMap((gap): Finding[] => {
    const ageSeconds = Math.floor((now - gap.oldestAt) / 1e6);
    const large = gap.missing > LARGE;
    if (!large && ageSeconds < OLD_SECONDS) return [];
    const name = `${gap.exchange} ${gap.market} ${gap.symbol}`;
    return [
      {
        kind: "gap-open",
        subject: name,
        severity: large && ageSeconds >= OLD_SECONDS ? "critical" : "warning",
        message: `${gap.missing} trades of ${name} are missing (open gaps: ${gap.gaps}), the oldest for ${ageSeconds} s; more than ${LARGE}, or any for ${OLD_SECONDS} s, is alerted.`,
        evidence: { missing: gap.missing.toString(), gaps: gap.gaps, oldestSeconds: ageSeconds },
      },
    ];
  });
}
