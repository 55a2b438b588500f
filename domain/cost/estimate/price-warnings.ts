import type { PriceUse } from "./cost-line";
import { type CostWarning, warning } from "./warning";

/** Which of the prices in use are weak, and which are old: one warning each, however many prices. */
export function priceWarnings(uses: readonly PriceUse[], today: string | null): CostWarning[] {
  const warnings: CostWarning[] = [];
  const weak = uses.filter(({ confidence }) => confidence === "low").map(({ id }) => id);
  if (weak.length > 0)
    warnings.push(
      warning(
        "low-confidence",
        "caution",
        `low-confidence ${weak.length === 1 ? "price" : "prices"} in use: ${weak.join(", ")}. Verify and override before relying on the total.`,
      ),
    );
  const stale = uses.filter((use) => use.stale === true);
  if (today !== null && stale.length > 0) {
    const dated = stale.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])).sort();
    const undated = stale.length - dated.length;
    const oldest = dated[0];
    warnings.push(
      warning(
        "stale-prices",
        "caution",
        `${stale.length} of ${uses.length} prices are older than 90 days on ${today}${oldest === undefined ? "" : `, the oldest of ${oldest}`}${undated > 0 ? `, ${undated} without a date` : ""}: refresh the price sheet.`,
      ),
    );
  }
  return warnings;
}
