import type { PricedScenario } from "@/app/cost/scenario";
import { exportCsv } from "@/domain/cost/share/export-csv";
import { exportFocus } from "@/domain/cost/share/export-focus";
import { exportJson } from "@/domain/cost/share/export-json";
import { exportMarkdown } from "@/domain/cost/share/export-markdown";

export const EXPORTS = [
  { id: "csv", label: "CSV", hint: "the lines, for a spreadsheet", extension: "csv", type: "text/csv" },
  {
    id: "markdown",
    label: "Markdown",
    hint: "a table for a document or a pull request",
    extension: "md",
    type: "text/markdown",
  },
  {
    id: "json",
    label: "JSON",
    hint: "everything, inputs and formulas too",
    extension: "json",
    type: "application/json",
  },
  {
    id: "focus",
    label: "FOCUS 1.3",
    hint: "charges to join with the real bill",
    extension: "focus.csv",
    type: "text/csv",
  },
] as const;

export type ExportId = (typeof EXPORTS)[number]["id"];

/** The estimate as text in one of the formats. @param today the day, `YYYY-MM-DD`: FOCUS rows are dated to its month */
export function exported(id: ExportId, { estimate, sheet }: PricedScenario, today: string): string {
  switch (id) {
    case "csv":
      return exportCsv(estimate);
    case "markdown":
      return exportMarkdown(estimate);
    case "json":
      return exportJson(estimate);
    case "focus":
      return exportFocus(estimate, sheet, { month: today.slice(0, 7) });
  }
}

/** `k2-cost-1000000-per-second-2026-11-24.csv`. */
export function exportName(id: ExportId, { estimate }: PricedScenario, today: string): string {
  const extension = EXPORTS.find((one) => one.id === id)?.extension ?? "txt";
  return `k2-cost-${Math.round(estimate.intermediates.messagesPerSecond)}-per-second-${today}.${extension}`;
}
