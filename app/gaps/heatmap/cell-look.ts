/** What an instrument stored and misses in a stretch of time; `shared` by gaps that reach beyond it. */
export interface Cell {
  bucket: number;
  stored: bigint;
  missing: bigint;
  shared: bigint;
}

/** How a cell is drawn, and what it means. */
export type CellLook = "none" | "complete" | "touched" | "little" | "much" | "most" | "not-applicable";

export const LOOK: Record<CellLook, { word: string; className: string }> = {
  none: { word: "nothing expected", className: "heat-none" },
  complete: { word: "complete", className: "heat-complete" },
  touched: { word: "a longer gap reaches in", className: "heat-touched" },
  little: { word: "less than 1 % missing", className: "heat-little" },
  much: { word: "1 to 10 % missing", className: "heat-much" },
  most: { word: "more than 10 % missing", className: "heat-most" },
  "not-applicable": { word: "not applicable: no numbers", className: "heat-na" },
};

/** The look of a cell; numbers of a gap that reaches beyond it are not counted in its percentage: nobody knows where they lie. */
export function lookOf(cell: Cell | undefined, applies: boolean): CellLook {
  if (cell === undefined) return "none";
  if (!applies) return cell.stored > 0n ? "not-applicable" : "none";
  if (cell.missing > 0n) {
    const expected = cell.stored + cell.missing;
    if (cell.missing * 100n < expected) return "little";
    return cell.missing * 10n <= expected ? "much" : "most";
  }
  if (cell.shared > 0n) return "touched";
  return cell.stored > 0n ? "complete" : "none";
}

/** Percent of a cell with four decimals, rounded down; null where nothing was expected. */
export function percentOf({ stored, missing }: Pick<Cell, "stored" | "missing">): string | null {
  const expected = stored + missing;
  if (expected === 0n) return null;
  if (missing === 0n) return "100";
  const text = ((stored * 1_000_000n) / expected).toString().padStart(5, "0");
  return `${text.slice(0, -4)}.${text.slice(-4)}`;
}

/** Cells of a row as they are drawn: a stretch in which nothing was expected is one. */
export interface Run {
  /** index of the first bucket */
  column: number;
  length: number;
  cell: Cell | undefined;
  look: CellLook;
}

export function runsOf(
  buckets: readonly number[],
  cells: ReadonlyMap<number, Cell> | undefined,
  applies: boolean,
): Run[] {
  const runs: Run[] = [];
  buckets.forEach((bucket, column) => {
    const cell = cells?.get(bucket);
    const look = lookOf(cell, applies);
    const last = runs.at(-1);
    if (look === "none" && last?.look === "none") last.length++;
    else runs.push({ column, length: 1, cell, look });
  });
  return runs;
}
