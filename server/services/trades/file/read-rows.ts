const ESCAPED: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** The fields of whole rows of COPY's text format; null for SQL's null. */
export function readRows(chunk: Buffer): (string | null)[][] {
  const lines = chunk.toString("utf8").split("\n");
  lines.pop();
  return lines.map((line) => line.split("\t").map(readField));
}

function readField(field: string): string | null {
  if (!field.includes("\\")) return field;
  if (field === "\\N") return null;
  return field.replaceAll(/\\(.)/gs, (_, sign: string) => ESCAPED[sign] ?? sign);
}
