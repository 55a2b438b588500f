import { type Decimal, decimal, max } from "../decimal";
import type { ResolvedInputs } from "../inputs/resolve-scale";
import type { PriceSheet } from "../prices/price-sheet";
import { charge } from "./charge";
import type { DraftLine } from "./draft";
import { show, showPrice } from "./show";

/** Athena bills 10 MB a query at least. */
const QUERY_FLOOR_TB = "0.00001";

/** TB billed: the scanned bytes, or the floor of every query where that is more. */
export function billedScanTb(inputs: ResolvedInputs): Decimal {
  const scanned = decimal(inputs.scanTb).times(inputs.scanFactor);
  return max(scanned, decimal(inputs.queries).times(QUERY_FLOOR_TB));
}

export function athenaLine(sheet: PriceSheet, inputs: ResolvedInputs, scanTb: Decimal): DraftLine {
  return {
    id: "athena",
    charges: [charge(sheet, "athena-scan", scanTb)],
    formula: "max(TB scanned × scan factor, queries × 10 MB) × price",
    numbers: () =>
      `max(${show(inputs.scanTb)} × ${show(inputs.scanFactor)}, ${show(inputs.queries)} × ${QUERY_FLOOR_TB}) × ${showPrice(sheet, "athena-scan")}`,
  };
}

export function observabilityLine(sheet: PriceSheet, inputs: ResolvedInputs): DraftLine {
  return {
    id: "observability",
    charges: [
      charge(sheet, "cloudwatch-metric", decimal(inputs.metrics)),
      charge(sheet, "cloudwatch-logs", decimal(inputs.logGb)),
    ],
    formula: "metrics × price + log GB × price",
    numbers: () =>
      `${show(inputs.metrics)} × ${showPrice(sheet, "cloudwatch-metric")} + ${show(inputs.logGb)} × ${showPrice(sheet, "cloudwatch-logs")}`,
  };
}
