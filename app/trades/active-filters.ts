import { groupThousands } from "@/app/lib/format/decimal";
import type { TradeFilterValues } from "@/app/trades/params";

type Bound = Exclude<keyof TradeFilterValues, "sides">;

/** A filter that narrows the table, and which parameters it takes away when it goes. */
export interface ActiveFilter {
  label: string;
  clears: readonly Bound[];
}

/** The filters besides the side's chips, each in a few words. */
export function activeFilters(values: TradeFilterValues): ActiveFilter[] {
  const { min, priceMin, priceMax, sizeMin, sizeMax, id } = values;
  const found: ActiveFilter[] = [];
  const price = between(priceMin, priceMax);
  if (price !== null) found.push({ label: `Price ${price}`, clears: ["priceMin", "priceMax"] });
  const size = between(sizeMin, sizeMax);
  if (size !== null) found.push({ label: `Size ${size}`, clears: ["sizeMin", "sizeMax"] });
  if (min !== null) found.push({ label: `Notional ≥ ${groupThousands(min)}`, clears: ["min"] });
  if (id !== null) found.push({ label: `Id ${id}`, clears: ["id"] });
  return found;
}

function between(least: string | null, most: string | null): string | null {
  if (least !== null && most !== null)
    return least === most
      ? `= ${groupThousands(least)}`
      : `${groupThousands(least)} – ${groupThousands(most)}`;
  if (least !== null) return `≥ ${groupThousands(least)}`;
  return most === null ? null : `≤ ${groupThousands(most)}`;
}
