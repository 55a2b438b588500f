import { Badge } from "@/app/ui/badge";
import type { Confidence } from "@/domain/cost/prices/price-sheet";

const TONE = { high: "ok", medium: "neutral", low: "warn", given: "accent" } as const;
const WORD = {
  high: "high confidence",
  medium: "medium confidence",
  low: "low confidence",
  given: "your price",
} as const;

/** How far a price can be trusted, and whether it is old. */
export function PriceBadges({ confidence, stale }: { confidence: Confidence; stale: boolean }) {
  return (
    <>
      <Badge tone={TONE[confidence]}>{WORD[confidence]}</Badge>
      {stale && <Badge tone="warn">older than 90 days</Badge>}
    </>
  );
}
