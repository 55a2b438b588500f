import { z } from "zod";
import type { TradeKey } from "@/db/queries/web/trade-file/prepare-trade-file";
import {
  TRADE_FILE_COLUMNS,
  TRADE_FILE_FORMATS,
  type TradeFileColumn,
  type TradeFileFormat,
} from "@/domain/trade/file-columns";
import { ServiceError } from "@/server/errors";
import { instrumentsShape } from "@/server/services/trades/choose-instruments";
import { parseTradeKey } from "@/server/services/trades/file/trade-key-text";
import { tradeRowFilterShape } from "@/server/services/trades/trade-filter";

const PARAMETERS = ["format", "filter", "columns", "header", "after", "limit"] as const;

const filterShape = z.strictObject({ ...instrumentsShape, ...tradeRowFilterShape });

/** What a file of trades is asked for. */
export interface ExportQuestion {
  format: TradeFileFormat;
  filter: z.infer<typeof filterShape>;
  columns: readonly TradeFileColumn[];
  header: boolean;
  after: TradeKey | null;
  /** rows; null = as many as the role may have */
  limit: number | null;
}

/**
 * Reads the question from an address.
 * @throws {ServiceError} BAD_INPUT that names the value, what is possible and what to do
 */
export function readExportQuestion(params: URLSearchParams): ExportQuestion {
  for (const name of params.keys()) {
    if (!PARAMETERS.some((known) => known === name))
      refuse(`There is no parameter ${quote(name)}. Parameters are ${PARAMETERS.join(", ")}.`);
    if (params.getAll(name).length > 1)
      refuse(`${name} is given ${params.getAll(name).length} times. Give it once.`);
  }
  return {
    format: readFormat(params.get("format")),
    filter: readFilter(params.get("filter")),
    columns: readColumns(params.get("columns")),
    header: readHeader(params.get("header")),
    after: readAfter(params.get("after")),
    limit: readLimit(params.get("limit")),
  };
}

function readFormat(text: string | null): TradeFileFormat {
  const format = TRADE_FILE_FORMATS.find((one) => one === text);
  return format ?? refuse(`format=${quote(text ?? "")} is none. Ask for ${TRADE_FILE_FORMATS.join(", ")}.`);
}

function readFilter(text: string | null): ExportQuestion["filter"] {
  const how = `Give what trades.page takes, as JSON: {"instrumentId":1,"range":{"lastSeconds":3600}}.`;
  if (text === null) refuse(`filter is missing. ${how}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    refuse(`filter=${quote(text)} is no JSON. ${how}`);
  }
  const parsed = filterShape.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 3).map((issue) => {
    const given = valueAt(value, issue.path);
    const at = ["filter", ...issue.path].join(".");
    return `${at}${given === undefined ? "" : `=${quote(given)}`}: ${issue.message}`;
  });
  refuse(`${issues.join("; ")}. ${how}`);
}

function readColumns(text: string | null): readonly TradeFileColumn[] {
  if (text === null) return TRADE_FILE_COLUMNS;
  const names = text.split(",");
  const columns = names.map(
    (name) =>
      TRADE_FILE_COLUMNS.find((one) => one === name) ??
      refuse(`columns: there is no column ${quote(name)}. Columns are ${TRADE_FILE_COLUMNS.join(", ")}.`),
  );
  const twice = columns.find((name, at) => columns.indexOf(name) !== at);
  if (twice !== undefined) refuse(`columns: ${quote(twice)} is there twice. Name each column once.`);
  return columns;
}

function readHeader(text: string | null): boolean {
  if (text === null || text === "true") return true;
  return text === "false" ? false : refuse(`header=${quote(text)} is neither true nor false.`);
}

function readAfter(text: string | null): TradeKey | null {
  if (text === null) return null;
  return (
    parseTradeKey(text) ??
    refuse(
      `after=${quote(text)} is no place in a file. Give instrumentId, time and tradeId of the last row that you have, such as 7~2026-08-09T12:00:00.000001Z~31415, or what X-K2-Next said.`,
    )
  );
}

function readLimit(text: string | null): number | null {
  if (text === null) return null;
  const rows = Number(text);
  if (/^\d{1,15}$/.test(text) && rows >= 1) return rows;
  return refuse(`limit=${quote(text)} is no number of rows. Give a whole number from 1 on, or leave it out.`);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

/** The value as it came, short enough for a sentence. */
function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function refuse(message: string): never {
  throw new ServiceError("BAD_INPUT", message);
}
