const LONGEST = 120;
const NOT_TABLES = /\b(?:extract\s*\(\s*\w+|is(?:\s+not)?\s+distinct|trim\s*\([^)]*?)\s+from\b/gi;
const VERB = /\b(select|insert\s+into|update|delete\s+from|with)\b/i;
const CTE = /\b([a-z_]\w*)\s*(?:\([^()]*\)\s*)?as\s+(?:not\s+)?(?:materialized\s+)?\(/gi;
const TABLE =
  /\b(?:(?:into|update)\s+(?:only\s+)?([a-z_][\w.]*)|(?:from|join)\s+(?:only\s+|lateral\s+)?([a-z_][\w.]*)(?![\w.]*\s*\())/gi;
const NO_TABLE = new Set(["set", "lateral", "unnest", "select", "only"]);

/**
 * What a statement does to which tables, as OpenTelemetry's `db.query.summary` asks for: `SELECT gap_counts instruments`.
 * Made from the statement's own text, never from a value.
 */
export function statementName(strings: readonly string[]): string {
  const text = strings.join(" ? ").replace(/--.*$/gm, " ").replace(NOT_TABLES, " ");
  const parts = new Set([...text.matchAll(CTE)].map(([, name = ""]) => name.toLowerCase()));
  const tables = [...text.matchAll(TABLE)]
    .map(([, written, read]) => (written ?? read ?? "").toLowerCase())
    .filter((name) => !parts.has(name) && !NO_TABLE.has(name));
  return [verbOf(text), ...new Set(tables)].join(" ").slice(0, LONGEST);
}

/** Of a WITH, what it ends in writes or reads: a part that writes makes the statement one that writes. */
function verbOf(text: string): string {
  const first = VERB.exec(text)?.[1]?.toUpperCase().replace(/\s+/g, " ");
  if (first === undefined) return text.trim().split(/\s+/, 1)[0]?.toUpperCase() || "STATEMENT";
  if (first !== "WITH") return first.split(" ", 1)[0] ?? first;
  const write = /\b(insert|update|delete)\b(?=\s+(?:into|from|only|[a-z_]\w*\s+(?:set|as)))/i.exec(text);
  return (write?.[1] ?? "select").toUpperCase();
}
