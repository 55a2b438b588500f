import { insertAudit } from "@/db/queries/audit/insert-audit";
import { counter, histogram } from "@/runtime/metrics";
import { database } from "@/server/database";
import { webLog } from "@/server/log";

export interface ExportAct {
  actor: string;
  origin: string;
  requestId: string;
  /** what the rows are */
  entity: "trades" | "gaps";
  format: string;
  /** the file, as the audit log names it */
  name: string;
  /** rows that it holds; null where that is known only at its end */
  rows: number | null;
  /** what was asked for */
  question: Record<string, unknown>;
}

/** How an export ended: the file is whole, its reader left, or it broke off. */
export type ExportEnd = "whole" | "left" | "broken";

export interface ExportRecord {
  /** bytes that were handed on */
  sent(bytes: number): void;
  /** the first call counts */
  end(outcome: ExportEnd, rows: number): Promise<void>;
}

const exportsTotal = counter({
  name: "k2_web_exports_total",
  help: "Files that were begun and ended: whole, left by their reader, or broken off",
  labels: ["entity", "format", "outcome"],
});
const exportRows = counter({
  name: "k2_web_export_rows_total",
  help: "Rows handed on in files",
  labels: ["entity", "format"],
});
const exportBytes = counter({
  name: "k2_web_export_bytes_total",
  help: "Bytes handed on in files",
  labels: ["entity", "format"],
});
const exportSeconds = histogram({
  name: "k2_web_export_seconds",
  help: "Time from a file's opening to its end, with the time that its reader takes",
  labels: ["entity", "format", "outcome"],
  buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600],
});

const WORDS: Record<ExportEnd, string> = {
  whole: "the file is whole",
  left: "its reader left",
  broken: "it broke off",
};

/**
 * Writes into the audit log that a file begins, before its first byte leaves, and at its end what became of it. Where only the
 * first stands there, the process ended meanwhile.
 */
export async function beginExport(act: ExportAct): Promise<ExportRecord> {
  const { actor, origin, requestId, entity, format, name } = act;
  const common = { actor, origin, subject: name, reason: null };
  await insertAudit(database(), {
    ...common,
    action: "export.start",
    outcome: act.rows === null ? "begun" : `begun: ${act.rows.toLocaleString("en-US")} rows`,
    detail: { entity, format, ...act.question, requestId },
  });
  const beganAt = performance.now();
  let bytes = 0;
  let isOver = false;
  return {
    sent(more) {
      bytes += more;
    },
    async end(outcome, rows) {
      if (isOver) return;
      isOver = true;
      const seconds = (performance.now() - beganAt) / 1_000;
      exportsTotal.inc({ entity, format, outcome });
      exportRows.inc({ entity, format }, rows);
      exportBytes.inc({ entity, format }, bytes);
      exportSeconds.observe({ entity, format, outcome }, seconds);
      const count = rows.toLocaleString("en-US");
      const told = insertAudit(database(), {
        ...common,
        action: outcome === "whole" ? "export.done" : "export.stop",
        outcome: `${WORDS[outcome]}: ${count} rows, ${bytes.toLocaleString("en-US")} bytes, ${seconds.toFixed(1)} s`,
        detail: { entity, format, outcome, rows, bytes, seconds: Number(seconds.toFixed(3)), requestId },
      });
      // The file has left: it is no failure of it that its end could not be written down.
      await told.catch((error: unknown) =>
        webLog().warn({ requestId, file: name, err: error }, "the end of an export is not in the audit log"),
      );
    },
  };
}
