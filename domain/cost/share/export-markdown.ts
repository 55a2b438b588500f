import { decimal } from "../decimal";
import type { CostEstimate } from "../estimate/estimate-cost";

/** USD with 2 places and grouped thousands, for people: `-13,247.04`. */
export function dollars(usd: string, places = 2): string {
  const [whole = "0", fraction = ""] = decimal(usd).toFixed(places).split(".");
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}${fraction === "" ? "" : `.${fraction}`}`;
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** A Markdown table; the first column left, the others right unless told. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly ("left" | "right")[] = header.map((_, index) => (index === 0 ? "left" : "right")),
): string {
  const rule = align.map((side) => (side === "left" ? "---" : "---:"));
  return [header, rule, ...rows.map((row) => row.map(escaped))]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

/** An estimate to paste into a document or a pull request: lines, total, warnings, and what it was computed from. */
export function exportMarkdown(estimate: CostEstimate): string {
  const table = markdownTable(
    ["Line", "USD/month", "USD/M messages", "Share", "How"],
    [
      ...estimate.lines.map(({ title, usd, perMillionMessages, share, numbers }) => [
        title,
        dollars(usd),
        dollars(perMillionMessages, 6),
        `${(share * 100).toFixed(1)} %`,
        numbers,
      ]),
      [
        "**Total**",
        `**${dollars(estimate.total)}**`,
        `**${dollars(estimate.perMillionMessages, 6)}**`,
        "",
        "",
      ],
    ],
    ["left", "right", "right", "right", "left"],
  );
  const warnings = estimate.warnings.map(({ severity, message }) => `- ${severity}: ${message}`);
  const basis = `Prices of ${estimate.priceVersion}, formulas version ${estimate.modelVersion}.`;
  return [table, "", ...(warnings.length > 0 ? [...warnings, ""] : []), basis, ""].join("\n");
}
