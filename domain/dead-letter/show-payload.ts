import { isUtf8 } from "node:buffer";
import { parse } from "lossless-json";
import { maskJson } from "./mask-json";
import { prettyJson } from "./pretty-json";

/** A letter's value, made readable. */
export interface ShownPayload {
  /** `avro` is Confluent's framing: a zero byte and the number of the schema */
  kind: "json" | "text" | "avro" | "binary" | "none";
  bytes: number;
  /** laid out where it is JSON; null where it is not text */
  text: string | null;
  /** the text goes on beyond what is shown */
  isCut: boolean;
  mark: { from: number; to: number } | null;
  /** whether what is marked is the wrong value itself; otherwise what should hold it */
  isMarkExact: boolean;
  schemaId: number | null;
  /** fields were hidden, or the whole where no field can be told */
  isMasked: boolean;
}

const MAX_SHOWN = 200_000;

/** Makes a value readable, marks the failing path in it, and hides fields by name. */
export function showPayload(
  value: Buffer | null,
  path: string | null,
  hidden: ReadonlySet<string>,
): ShownPayload {
  const plain: ShownPayload = {
    kind: "none",
    bytes: value?.length ?? 0,
    text: null,
    isCut: false,
    mark: null,
    isMarkExact: false,
    schemaId: null,
    isMasked: hidden.size > 0,
  };
  if (value === null) return plain;
  if (value.length > 5 && value[0] === 0) return { ...plain, kind: "avro", schemaId: value.readUInt32BE(1) };
  if (!isUtf8(value)) return { ...plain, kind: "binary" };
  if (value.length <= MAX_SHOWN) {
    const json = parsed(value);
    if (json !== undefined) {
      const { text, mark, isExact } = prettyJson(hidden.size > 0 ? maskJson(json, hidden) : json, path);
      return { ...plain, kind: "json", text, mark, isMarkExact: isExact };
    }
  }
  const text = hidden.size > 0 ? null : value.subarray(0, MAX_SHOWN).toString("utf8");
  return { ...plain, kind: "text", text, isCut: value.length > MAX_SHOWN };
}

function parsed(value: Buffer): unknown {
  try {
    const json: unknown = parse(value.toString("utf8"));
    return typeof json === "object" && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}
