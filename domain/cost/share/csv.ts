const NEEDS_QUOTES = /[",\r\n]/;
/** A spreadsheet reads a cell that starts with one of these as a formula. */
const FORMULA_START = /^[=+@\t\r]|^-(?![\d.])/;

function cell(value: string): string {
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180 text: CRLF lines, quotes where needed, and no cell a spreadsheet would run. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
