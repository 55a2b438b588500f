import { type ExportChoice, filePath } from "@/app/trades/export/export-texts";
import { RowTracker } from "@/app/trades/export/row-tracker";

/** The head of a file, as the server gives it before its first byte. */
export interface FileHead {
  name: string;
  rows: number;
  cap: number;
  /** `after` of the next file; null where this one holds all */
  next: string | null;
}

export interface FileProgress {
  head: FileHead;
  bytes: number;
  /** whole rows; null where the format does not let them be seen */
  rows: number | null;
}

/** What came of it. `broken`: it ended too early; what is in `blob` are whole rows. */
export type FileEnd =
  | { kind: "whole"; head: FileHead; blob: Blob; bytes: number }
  | { kind: "broken"; head: FileHead; blob: Blob; rows: number | null; lastRow: string | null }
  | { kind: "refused"; message: string }
  | { kind: "left" };

/** Bytes that are kept by themselves until the browser's own store takes them, which may lie on disk. */
const KEPT = 8 * 1024 * 1024;

/** Reads a file of trades; what comes is told as it comes. `origin`: of another program's console; a page has its own. */
export async function readFile(
  choice: ExportChoice,
  signal: AbortSignal,
  onProgress: (progress: FileProgress) => void,
  origin = "",
): Promise<FileEnd> {
  let response: Response;
  try {
    response = await fetch(`${origin}${filePath(choice)}`, { signal, cache: "no-store" });
  } catch {
    return signal.aborted ? { kind: "left" } : { kind: "refused", message: "The console does not answer." };
  }
  const head = headOf(response);
  if (!response.ok || response.body === null || head === null)
    return { kind: "refused", message: await messageOf(response) };

  const tracker = new RowTracker(choice.format, choice.header ?? true);
  let blob = new Blob([]);
  let kept: Uint8Array<ArrayBuffer>[] = [];
  let keptBytes = 0;
  let bytes = 0;
  const store = () => {
    blob = new Blob([blob, ...kept]);
    kept = [];
    keptBytes = 0;
  };
  const broken = (): FileEnd => {
    store();
    const { rows, lastRow, wholeBytes } = tracker;
    return { kind: "broken", head, blob: blob.slice(0, wholeBytes), rows, lastRow };
  };
  const reader = response.body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      tracker.add(part.value);
      kept.push(part.value);
      keptBytes += part.value.length;
      bytes += part.value.length;
      if (keptBytes > KEPT) store();
      onProgress({ head, bytes, rows: tracker.rows });
    }
  } catch {
    return signal.aborted ? { kind: "left" } : broken();
  }
  // Whatever stands between may end a file as if that were all of it.
  if (tracker.rows !== null && tracker.rows !== head.rows) return broken();
  store();
  return { kind: "whole", head, blob, bytes };
}

function headOf({ headers }: Response): FileHead | null {
  const name = /filename="([^"]+)"/.exec(headers.get("content-disposition") ?? "")?.[1];
  const rows = headers.get("x-k2-rows");
  if (name === undefined || rows === null) return null;
  const next = headers.get("x-k2-next");
  return {
    name,
    rows: Number(rows),
    cap: Number(headers.get("x-k2-row-cap")),
    next: next === null ? null : decodeURIComponent(next),
  };
}

async function messageOf(response: Response): Promise<string> {
  try {
    const body: unknown = await response.json();
    if (typeof body === "object" && body !== null && "error" in body && typeof body.error === "string")
      return body.error;
  } catch {
    // Not an answer of ours.
  }
  return `The console answered with status ${response.status}.`;
}
