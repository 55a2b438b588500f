export type RunbookBlock =
  | { kind: "heading"; key: string; text: string }
  | { kind: "steps"; key: string; steps: string[] }
  | { kind: "text"; key: string; text: string };

/** The parts of a runbook: paragraphs, headings of the second level, numbered steps. Its title is left out. */
export function runbookBlocks(markdown: string): RunbookBlock[] {
  const blocks: RunbookBlock[] = [];
  for (const part of markdown.split(/\n\n|\n(?=## )|(?<=^## .*)\n/m)) {
    const text = part.trim();
    if (text === "" || text.startsWith("# ")) continue;
    const key = String(blocks.length);
    if (text.startsWith("## ")) blocks.push({ kind: "heading", key, text: text.slice(3) });
    else if (/^\d+\. /.test(text))
      blocks.push({ kind: "steps", key, steps: text.split(/\n?\d+\. /).filter((step) => step !== "") });
    else blocks.push({ kind: "text", key, text });
  }
  return blocks;
}
