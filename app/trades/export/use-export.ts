"use client";

import { useRef, useState } from "react";
import { download } from "@/app/cost/share/download";
import type { ExportChoice } from "@/app/trades/export/export-texts";
import { type FileHead, type FileProgress, readFile } from "@/app/trades/export/read-file";
import { afterOf } from "@/app/trades/export/row-tracker";
import { TRADE_FILE_COLUMNS } from "@/domain/trade/file-columns";

/** What the page knows of an export. `before`: rows of the same file that an earlier connection brought. */
export type ExportState =
  | { kind: "idle" }
  | { kind: "asking" }
  | { kind: "reading"; progress: FileProgress; before: number; total: number; beganAt: number }
  | { kind: "saved"; head: FileHead; rows: number; choice: ExportChoice }
  | { kind: "broken"; rows: number | null; total: number; goOn: (() => void) | null }
  | { kind: "refused"; message: string };

/** Progress is shown some times a second; every chunk would keep the page busy. */
const SHOW_MS = 150;

const TYPE = {
  csv: "text/csv",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
} as const;

/** What was read of a file so far. */
interface Begun {
  blob: Blob;
  rows: number;
  name: string | null;
}

/** Reads a file of trades, saves it when it is whole, and goes on after its last row where the connection broke. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ kind: "idle" });
  const leaving = useRef<AbortController | null>(null);

  async function run(choice: ExportChoice, begun: Begun): Promise<void> {
    const controller = new AbortController();
    leaving.current = controller;
    const beganAt = performance.now();
    let shownAt = 0;
    setState({ kind: "asking" });
    const end = await readFile(choice, controller.signal, (progress) => {
      if (performance.now() - shownAt < SHOW_MS) return;
      shownAt = performance.now();
      const total = begun.rows + progress.head.rows;
      setState({ kind: "reading", progress, before: begun.rows, total, beganAt });
    });
    if (end.kind === "left") return setState({ kind: "idle" });
    if (end.kind === "refused") return setState(end);
    const blob = new Blob([begun.blob, end.blob]);
    const total = begun.rows + end.head.rows;
    const name = begun.name ?? end.head.name;
    if (end.kind === "whole") {
      download(name, TYPE[choice.format], blob);
      return setState({ kind: "saved", head: { ...end.head, name }, rows: total, choice });
    }
    const came = end.rows === null ? null : begun.rows + end.rows;
    const columns = choice.columns.length > 0 ? choice.columns : TRADE_FILE_COLUMNS;
    const after = end.lastRow === null ? null : afterOf(choice.format, columns, end.lastRow);
    const goOn =
      came === null || after === null
        ? null
        : () => void run({ ...choice, after, header: false }, { blob, rows: came, name });
    setState({ kind: "broken", rows: came, total, goOn });
  }

  return {
    state,
    start: (choice: ExportChoice) => void run(choice, { blob: new Blob([]), rows: 0, name: null }),
    cancel: () => leaving.current?.abort(),
    forget: () => setState({ kind: "idle" }),
  };
}
