/** One change of a patch, as the form has it. */
export interface FieldChange {
  op: "set" | "remove" | "move";
  /** JSON Pointer, e.g. `/data/p` */
  path: string;
  /** of `set`: JSON, or plain text; of `move`: where it is taken from */
  value: string;
}

export const EMPTY_CHANGE: FieldChange = { op: "set", path: "", value: "" };

/** `data[1].price` as a JSON Pointer. */
export function pointerOf(path: string): string {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)]
    .map((match) => (match[1] ?? match[0]).replaceAll("~", "~0").replaceAll("/", "~1"))
    .map((key) => `/${key}`)
    .join("");
}

/** The changes as a JSON Patch; null where there is none that is complete. */
export function patchOf(changes: readonly FieldChange[]): string | null {
  const operations = changes
    .filter(({ path, op, value }) => path.startsWith("/") && (op !== "move" || value.startsWith("/")))
    .map(({ op, path, value }) => {
      const at = JSON.stringify(path);
      if (op === "remove") return `{"op":"remove","path":${at}}`;
      if (op === "move") return `{"op":"move","from":${JSON.stringify(value)},"path":${at}}`;
      return `{"op":"add","path":${at},"value":${jsonOf(value)}}`;
    });
  return operations.length === 0 ? null : `[${operations.join(",")}]`;
}

/** A value as its author typed it: JSON where it is JSON (a number keeps its digits), else text. */
function jsonOf(value: string): string {
  const text = value.trim();
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(value);
  }
}

/** A patch as the form's changes; null where it holds what the form cannot show. */
export function changesOf(patch: string | null): FieldChange[] | null {
  if (patch === null) return [];
  try {
    const parsed: unknown = JSON.parse(patch);
    if (!Array.isArray(parsed)) return null;
    const changes = parsed.map(changeOf);
    const whole = changes.filter((change) => change !== null);
    // Numbers beyond a double would be shown with other digits than they have: such a patch stays text.
    return whole.length === changes.length && patchOf(whole) === patch ? whole : null;
  } catch {
    return null;
  }
}

function changeOf(operation: unknown): FieldChange | null {
  if (typeof operation !== "object" || operation === null || !("op" in operation) || !("path" in operation))
    return null;
  const path = String(operation.path);
  if (operation.op === "remove") return { op: "remove", path, value: "" };
  if (operation.op === "move" && "from" in operation)
    return { op: "move", path, value: String(operation.from) };
  if (operation.op === "add" && "value" in operation) {
    const value = operation.value;
    const isPlainText = typeof value === "string" && jsonOf(value) === JSON.stringify(value);
    return { op: "set", path, value: isPlainText ? value : JSON.stringify(value) };
  }
  return null;
}
