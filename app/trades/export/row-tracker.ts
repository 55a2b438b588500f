import type { TradeFileFormat } from "@/domain/trade/file-columns";

const LF = 0x0a;
const QUOTE = 0x22;

/** Follows a file as it comes: how many whole rows, where the last one ends, and what it says. Parquet has no rows to see. */
export class RowTracker {
  readonly #hasQuotes: boolean;
  readonly #sees: boolean;
  #isQuoted = false;
  /** what came after the last whole row */
  #rest: Uint8Array[] = [];
  #restBytes = 0;
  #last: Uint8Array | null = null;
  /** lines of names do not count */
  #lines: number;
  wholeBytes = 0;

  constructor(format: TradeFileFormat, header: boolean) {
    this.#sees = format !== "parquet";
    this.#hasQuotes = format === "csv";
    this.#lines = format === "csv" && header ? -1 : 0;
  }

  /** Whole rows so far; null where they cannot be seen. */
  get rows(): number | null {
    return this.#sees ? Math.max(0, this.#lines) : null;
  }

  /** The last whole row, without its end; null before the first. */
  get lastRow(): string | null {
    if (this.#last === null || this.#lines < 1) return null;
    return new TextDecoder().decode(this.#last).replace(/\r?\n$/, "");
  }

  add(chunk: Uint8Array): void {
    if (!this.#sees) return;
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === QUOTE && this.#hasQuotes) this.#isQuoted = !this.#isQuoted;
      if (byte !== LF || this.#isQuoted) continue;
      this.#lines += 1;
      this.#last = this.#join(chunk.subarray(from, at + 1));
      this.wholeBytes += this.#last.length;
      from = at + 1;
    }
    // Copied, or a few bytes would keep the whole chunk.
    this.#rest.push(chunk.slice(from));
    this.#restBytes += chunk.length - from;
  }

  #join(end: Uint8Array): Uint8Array {
    if (this.#rest.length === 0) return end;
    const row = new Uint8Array(this.#restBytes + end.length);
    let at = 0;
    for (const part of [...this.#rest, end]) {
      row.set(part, at);
      at += part.length;
    }
    this.#rest = [];
    this.#restBytes = 0;
    return row;
  }
}

/** The cells of one CSV row. */
export function readCells(row: string): string[] {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/gy;
  for (let match = cell.exec(row); match !== null; match = cell.exec(row)) {
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "") break;
  }
  return cells;
}

/** Where a file goes on after this row: null where its columns do not say. */
export function afterOf(format: TradeFileFormat, columns: readonly string[], row: string): string | null {
  const named = format === "ndjson" ? readJson(row) : readCsv(columns, row);
  const { instrumentId, time, tradeId } = named;
  return instrumentId && time && tradeId ? `${instrumentId}~${time}~${tradeId}` : null;
}

function readCsv(columns: readonly string[], row: string): Record<string, string> {
  const cells = readCells(row);
  // An apostrophe before it keeps a spreadsheet from running the cell.
  return Object.fromEntries(columns.map((name, at) => [name, (cells[at] ?? "").replace(/^'/, "")]));
}

function readJson(row: string): Record<string, string> {
  const value: unknown = JSON.parse(row);
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
}
