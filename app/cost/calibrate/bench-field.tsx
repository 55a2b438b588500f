"use client";

import { useId, useState } from "react";
import { groupThousands } from "@/app/lib/format/decimal";
import { type BenchReport, readBenchReport } from "@/domain/cost/calibration/read-bench-report";

/** Takes the report of a benchmark from the reader's disk; it never leaves the browser. */
export function BenchField({ onRead }: { onRead: (report: BenchReport) => void }) {
  const id = useId();
  const [report, setReport] = useState<BenchReport | null>(null);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    const found = readBenchReport(await file.text());
    setReport(found);
    onRead(found);
  };
  return (
    <div className="flex flex-col gap-1.5 text-13">
      <label htmlFor={id} className="font-medium">
        Messages a core, from a benchmark
      </label>
      <p id={`${id}-note`} className="text-12 text-text-3">
        The file that <code>npm run bench -- --json F</code> wrote. A market's own rate says nothing about
        what a core can take.
      </p>
      <input
        id={id}
        type="file"
        accept="application/json,.json"
        aria-describedby={`${id}-note`}
        onChange={(event) => void read(event.currentTarget.files?.[0])}
        className="text-13 text-text-2 file:mr-3 file:h-8 file:rounded file:border file:border-line-strong file:border-solid file:bg-surface-1 file:px-3 file:text-13 file:text-text-1"
      />
      <p aria-live="polite" className={report?.ok === false ? "text-12 text-bad" : "text-12 text-ok"}>
        {report?.ok === true &&
          `${groupThousands(report.perCore.value)} messages/s (${report.figure}, ${report.perCore.window})`}
        {report?.ok === false && report.reason}
      </p>
    </div>
  );
}
