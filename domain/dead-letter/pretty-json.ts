import { isLosslessNumber, stringify } from "lossless-json";

/** JSON laid out for reading, and where in it the value at a path stands. */
export interface PrettyJson {
  text: string;
  /** characters of `text`, end exclusive; null where nothing of the path is there */
  mark: { from: number; to: number } | null;
  /** whether the mark is the value itself, or the nearest that holds it: the value is missing */
  isExact: boolean;
}

/** Lays out a parsed value (numbers as lossless-json keeps them) and finds `path`, such as `data[1].price`. */
export function prettyJson(value: unknown, path: string | null): PrettyJson {
  const keys = path === null ? [] : keysOf(path);
  const writer = new Writer(keys);
  writer.write(value, 0, path === null ? -1 : 0);
  const { text, mark, depth } = writer;
  return { text, mark, isExact: mark !== null && depth === keys.length };
}

/** `data[1].price` as keys; a key with a dot in it is not told apart, and its parent is found instead. */
export function keysOf(path: string): string[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map((match) => match[1] ?? match[0]);
}

class Writer {
  text = "";
  mark: { from: number; to: number } | null = null;
  /** how many keys of the path the mark follows; -1 where there is none */
  depth = -1;

  constructor(private readonly keys: readonly string[]) {}

  /** `matched`: how many keys of the path lead here; -1 off the path */
  write(value: unknown, indent: number, matched: number): void {
    const from = this.text.length;
    if (Array.isArray(value)) {
      const entries: [string, unknown][] = value.map((item, index) => [String(index), item]);
      this.#list("[", "]", entries, indent, matched, false);
    } else if (typeof value === "object" && value !== null && !isLosslessNumber(value))
      this.#list("{", "}", Object.entries(value), indent, matched, true);
    else this.text += stringify(value) ?? "null";
    if (matched > this.depth) {
      this.depth = matched;
      this.mark = { from, to: this.text.length };
    }
  }

  #list(
    open: string,
    close: string,
    entries: readonly [string, unknown][],
    indent: number,
    matched: number,
    named: boolean,
  ): void {
    if (entries.length === 0) {
      this.text += open + close;
      return;
    }
    this.text += open;
    entries.forEach(([key, item], i) => {
      this.text += `${i === 0 ? "" : ","}\n${"  ".repeat(indent + 1)}${named ? `${JSON.stringify(key)}: ` : ""}`;
      this.write(item, indent + 1, matched >= 0 && this.keys[matched] === key ? matched + 1 : -1);
    });
    this.text += `\n${"  ".repeat(indent)}${close}`;
  }
}
