import type { CostEstimate } from "../estimate/estimate-cost";
import { csv } from "./csv";

const HEADER = [
  "line",
  "title",
  "usd_per_month",
  "usd_per_million_messages",
  "share",
  "formula",
  "numbers",
  "prices",
];

/** The lines of an estimate as CSV, the total last. */
export function exportCsv(estimate: CostEstimate): string {
  return csv([
    HEADER,
    ...estimate.lines.map((line) => [
      line.id,
      line.title,
      line.usd,
      line.perMillionMessages,
      line.share.toFixed(6),
      line.formula,
      line.numbers,
      line.prices
        .map(({ id, value, unit, asOf }) => `${id} ${value} ${unit} (${asOf ?? "undated"})`)
        .join("; "),
    ]),
    ["total", "Total", estimate.total, estimate.perMillionMessages, "1.000000", "", "", ""],
  ]);
}
