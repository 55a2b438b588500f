import { isUtf8 } from "node:buffer";
import { parse, stringify } from "lossless-json";
import { PatchMisfit, type PatchOperation, patchDocument } from "./patch-document";

export type PatchResult = { ok: true; value: Buffer } | { ok: false; reason: string };

const MAX_OPERATIONS = 50;
const OPERATIONS = new Set(["add", "replace", "remove", "move", "test"]);

/** Changes a JSON value as a JSON Patch (RFC 6902) says; every number that it leaves alone keeps its digits. */
export function applyJsonPatch(value: Buffer | null, patch: string): PatchResult {
  const operations = readPatch(patch);
  if (!operations.ok) return operations;
  if (value === null || value.length === 0) return refused("there is no value to patch");
  if (!isUtf8(value))
    return refused("the value is not text, so there is no JSON to patch: edit its bytes instead");
  let document: unknown;
  try {
    document = parse(value.toString("utf8"));
  } catch (error) {
    return refused(
      `the value is not JSON (${text(error)}), so a patch has nothing to hold on to: edit the letter instead`,
    );
  }
  try {
    const changed = patchDocument(document, operations.list, (a, b) => stringify(a) === stringify(b));
    return { ok: true, value: Buffer.from(stringify(changed) ?? "") };
  } catch (error) {
    if (!(error instanceof PatchMisfit)) throw error;
    return refused(`the patch does not fit: ${error.message}`);
  }
}

/** Checks a patch by itself. */
export function readPatch(
  patch: string,
): { ok: true; list: PatchOperation[] } | { ok: false; reason: string } {
  let parsed: unknown;
  try {
    parsed = parse(patch);
  } catch (error) {
    return refused(`the patch is not JSON: ${text(error)}`);
  }
  if (!Array.isArray(parsed) || parsed.length === 0)
    return refused("a patch is a list of at least one operation");
  if (parsed.length > MAX_OPERATIONS) return refused(`a patch has at most ${MAX_OPERATIONS} operations`);
  const list: PatchOperation[] = [];
  for (const [index, entry] of parsed.entries()) {
    if (!isOperation(entry))
      return refused(
        `operation ${index + 1} needs "op" (add, replace, remove, move or test), a "path" such as /data/p, and "value" or "from" where it takes one`,
      );
    list.push(entry);
  }
  return { ok: true, list };
}

function isOperation(entry: unknown): entry is PatchOperation {
  if (typeof entry !== "object" || entry === null || !("op" in entry) || !("path" in entry)) return false;
  if (typeof entry.op !== "string" || !OPERATIONS.has(entry.op)) return false;
  if (typeof entry.path !== "string" || !/^(\/|$)/.test(entry.path)) return false;
  if (entry.op === "move") return "from" in entry && typeof entry.from === "string";
  return entry.op === "remove" || "value" in entry;
}

function refused(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}

function text(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]?.slice(0, 200) ?? "";
}
