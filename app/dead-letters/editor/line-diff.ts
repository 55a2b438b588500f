export interface DiffLine {
  kind: "same" | "gone" | "new";
  text: string;
}

/** Texts with more lines than this differ as a whole: the table of the comparison would be too large. */
const MAX_LINES = 1_500;

/** The lines of two texts as one: what both have, what only the first has, what only the second has. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  if (a.length > MAX_LINES || b.length > MAX_LINES)
    return [
      ...a.map((text) => ({ kind: "gone" as const, text })),
      ...b.map((text) => ({ kind: "new" as const, text })),
    ];
  const width = b.length + 1;
  // Length of the longest common run of lines from each place on, filled from the end.
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [old, fresh] = [a[i], b[j]];
    if (old !== undefined && old === fresh) {
      lines.push({ kind: "same", text: old });
      i++;
      j++;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: "gone", text: old });
      i++;
    } else {
      lines.push({ kind: "new", text: fresh ?? "" });
      j++;
    }
  }
  return lines;
}
