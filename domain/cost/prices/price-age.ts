import type { Price } from "./price-sheet";

/** A price older than this is marked stale (days). */
export const STALE_AFTER_DAYS = 90;
const MS_PER_DAY = 86_400_000;

/**
 * Days between the price's date and `today` (both UTC dates). A date of a year or a month only is read as its first day:
 * the price may be that old, and a warning too early costs less than one too late. Null where the price has no date.
 * @param today `YYYY-MM-DD`
 */
export function priceAgeDays(price: Price, today: string): number | null {
  if (price.asOf === null) return null;
  const [year, month = "01", day = "01"] = price.asOf.split("-");
  const from = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  const to = Date.parse(`${today}T00:00:00Z`);
  return Math.round((to - from) / MS_PER_DAY);
}

/** True past 90 days, and where the source carries no date at all; a price typed in by the reader is never stale. */
export function isStale(price: Price, today: string): boolean {
  if (price.confidence === "given") return false;
  const age = priceAgeDays(price, today);
  return age === null || age > STALE_AFTER_DAYS;
}
