/** A table or a paragraph of measurements that nobody can measure again from what stands beside it. */
export interface Undocumented {
  line: number;
  text: string;
  /** what its section lacks */
  lacks: ("a command" | "a date")[];
}

/** Words of a table's head that make its numbers measurements. */
const MEASURED_HEAD = /\b(?:measured|median|worst|p50|p95|p99|ms|µs|USD)\b|\/s\b/;
const MEASURED_PROSE = /(?<!\b(?:not|no|nobody) )\b(?:measured|median of|took)\b/i;
const FIGURE = /\d\s?(?:ns|µs|ms|s|min|MB\/s|(?:rows|records|trades|messages|frames)\/s)\b/;
const COMMAND = /(?:`|^\s{4})(?:[A-Z_0-9]+=\S+ )*(?:time )?(?:npm (?:run|test)|npx |node )/m;
const DATE = /\b20\d\d-\d\d-\d\d\b/;

interface Block {
  line: number;
  section: number;
  text: string;
}

/**
 * Figures of a Markdown document without a command in their own section (between two headings of the first or second
 * level), or without a date anywhere in the document.
 */
export function undocumentedFigures(markdown: string): Undocumented[] {
  const { blocks, sections } = split(markdown);
  const dated = DATE.test(markdown);
  return blocks.filter(isMeasurement).flatMap(({ line, section, text }): Undocumented[] => {
    const lacks: Undocumented["lacks"] = [];
    if (!COMMAND.test(sections[section] ?? "")) lacks.push("a command");
    if (!dated) lacks.push("a date");
    return lacks.length === 0 ? [] : [{ line, text: text.split("\n", 1)[0] ?? "", lacks }];
  });
}

function isMeasurement({ text }: Block): boolean {
  const [head = "", rule = ""] = text.split("\n");
  if (head.startsWith("|") && /^\|[\s:|-]+$/.test(rule)) return MEASURED_HEAD.test(head) && /\d/.test(text);
  return MEASURED_PROSE.test(text) && FIGURE.test(text);
}

/** Paragraphs, lists and tables, without what is fenced; and each section's whole text. */
function split(markdown: string): { blocks: Block[]; sections: string[] } {
  const blocks: Block[] = [];
  const sections: string[] = [""];
  let current: Block | undefined;
  let fenced = false;
  markdown.split("\n").forEach((text, at) => {
    if (/^#{1,2} /.test(text)) sections.push("");
    const section = sections.length - 1;
    sections[section] += `${text}\n`;
    const isFence = text.startsWith("```");
    if (isFence) fenced = !fenced;
    if (isFence || fenced || text.trim() === "" || text.startsWith("#")) {
      current = undefined;
      return;
    }
    const startsTable = text.startsWith("|") && current?.text.startsWith("|") !== true;
    if (current === undefined || startsTable) {
      current = { line: at + 1, section, text };
      blocks.push(current);
    } else current.text += `\n${text}`;
  });
  return { blocks, sections };
}
