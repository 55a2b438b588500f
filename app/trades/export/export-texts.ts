import type { ApiInput } from "@/app/lib/trpc/types";
import type { TradeFileColumn, TradeFileFormat } from "@/domain/trade/file-columns";

/** Which trades: what `trades.page` takes, but for its page and order. */
export type ExportQuestion = ApiInput["trades"]["exportPlan"];

export interface ExportChoice {
  format: TradeFileFormat;
  question: ExportQuestion;
  /** none = all */
  columns: readonly TradeFileColumn[];
  /** the last row of the file before */
  after?: string | undefined;
  /** false: what goes on in the same file needs no names of columns again */
  header?: boolean;
}

/** What the file is asked for. */
function parametersOf({ format, question, columns, after, header = true }: ExportChoice): [string, string][] {
  return [
    ["format", format],
    ["filter", JSON.stringify(question)],
    ...(columns.length > 0 ? [["columns", columns.join(",")] as [string, string]] : []),
    ...(after === undefined ? [] : [["after", after] as [string, string]]),
    ...(header ? [] : [["header", "false"] as [string, string]]),
  ];
}

/** Where the file is read from. */
export function filePath(choice: ExportChoice): string {
  return `/api/export/trades?${new URLSearchParams(parametersOf(choice))}`;
}

/** A command that saves the same file. */
export function curlText(origin: string, choice: ExportChoice, name: string): string {
  // A quote within single quotes must leave them for a moment.
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return [
    `curl --fail-with-body --get ${quote(`${origin}/api/export/trades`)}`,
    ...parametersOf(choice).map(([key, value]) => `--data-urlencode ${quote(`${key}=${value}`)}`),
    `--output ${quote(name)}`,
  ].join(" \\\n  ");
}

/** The call that gives the same trades, page by page, to a program. */
export function callText(origin: string, question: ExportQuestion): string {
  return [
    'import { createK2Client } from "k2-console/client";',
    "",
    `const k2 = createK2Client({ url: ${JSON.stringify(origin)} });`,
    `const { rows, nextCursor } = await k2.trades.page.query(${JSON.stringify(question, null, 2)});`,
    "",
  ].join("\n");
}
