/** One operation of a JSON Patch (RFC 6902). `copy` is left out: nobody repairs a frame with it. */
export type PatchOperation =
  | { op: "add" | "replace" | "test"; path: string; value: unknown }
  | { op: "remove"; path: string }
  | { op: "move"; from: string; path: string };

/** A patch that does not fit its document, with the reason in words. */
export class PatchMisfit extends Error {
  override readonly name = "PatchMisfit";
}

/** Keys that reach an object's prototype: payloads are hostile. */
const RESERVED = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Applies operations to a document, which is changed. `same` compares two values for `test`.
 * @returns the document, which is another one where an operation replaces its root
 * @throws {PatchMisfit} at the first operation that does not fit
 */
export function patchDocument(
  document: unknown,
  operations: readonly PatchOperation[],
  same: (a: unknown, b: unknown) => boolean,
): unknown {
  // The root stands in a box, so that it can be replaced as any other member.
  const box = { root: document };
  for (const operation of operations) apply(box, operation, same);
  return box.root;
}

function apply(box: { root: unknown }, operation: PatchOperation, same: (a: unknown, b: unknown) => boolean) {
  switch (operation.op) {
    case "add":
      return add(box, operation.path, operation.value);
    case "remove":
      return void take(box, operation.path);
    case "replace":
      return replace(box, operation.path, operation.value);
    case "move": {
      if (`${operation.path}/`.startsWith(`${operation.from}/`) && operation.path !== operation.from)
        throw new PatchMisfit(`${operation.from} cannot be moved into itself`);
      return add(box, operation.path, take(box, operation.from));
    }
    case "test": {
      const { parent, key } = locate(box, operation.path);
      if (!has(parent, key) || !same(read(parent, key), operation.value))
        throw new PatchMisfit(`the test at ${operation.path || "the root"} failed`);
    }
  }
}

function add(box: object, path: string, value: unknown): void {
  const { parent, key } = locate(box, path);
  if (!Array.isArray(parent)) {
    Reflect.set(parent, key, value);
    return;
  }
  const index = key === "-" ? parent.length : arrayIndex(key);
  if (index === null || index > parent.length) throw new PatchMisfit(`there is no place ${path} in the list`);
  parent.splice(index, 0, value);
}

/** In its place: a frame's members keep their order. */
function replace(box: object, path: string, value: unknown): void {
  const { parent, key } = locate(box, path);
  if (!has(parent, key)) throw new PatchMisfit(`there is nothing at ${path || "the root"}`);
  Reflect.set(parent, key, value);
}

function take(box: object, path: string): unknown {
  const { parent, key } = locate(box, path);
  if (!has(parent, key)) throw new PatchMisfit(`there is nothing at ${path || "the root"}`);
  const value = read(parent, key);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
  return value;
}

/** The object or list that holds what a JSON Pointer (RFC 6901) names, and the key in it. */
function locate(box: object, path: string): { parent: object; key: string } {
  const keys = ["root", ...path.split("/").slice(1)].map((part) =>
    part.replaceAll("~1", "/").replaceAll("~0", "~"),
  );
  const key = keys.pop() ?? "root";
  let parent: object = box;
  for (const part of [...keys, key])
    if (RESERVED.has(part)) throw new PatchMisfit(`${path} names a reserved key`);
  for (const part of keys) {
    const next = has(parent, part) ? read(parent, part) : undefined;
    if (typeof next !== "object" || next === null) throw new PatchMisfit(`there is nothing at ${path}`);
    parent = next;
  }
  return { parent, key };
}

function has(parent: object, key: string): boolean {
  if (!Array.isArray(parent)) return Object.hasOwn(parent, key);
  const index = arrayIndex(key);
  return index !== null && index < parent.length;
}

function read(parent: object, key: string): unknown {
  return Reflect.get(parent, key);
}

function arrayIndex(key: string): number | null {
  return /^(0|[1-9]\d{0,8})$/.test(key) ? Number(key) : null;
}
