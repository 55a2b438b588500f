"use client";

import { TriangleAlert } from "lucide-react";
import { groupThousands } from "@/app/lib/format/decimal";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { bytesText } from "@/app/pipeline/span-text";
import { TRADE_FILE_COLUMNS, type TradeFileFormat } from "@/domain/trade/file-columns";

/** Bytes a row of all columns, seen with 1,000,000 rows of Binance: for an estimate that says that it is one. */
const ROW_BYTES: Record<TradeFileFormat, number> = { csv: 200, ndjson: 440, parquet: 70 };

interface ExportPlanProps {
  plan: { data: ApiOutput["trades"]["exportPlan"] | undefined; error: unknown };
  format: TradeFileFormat;
  /** how many are chosen */
  columns: number;
}

/** What the file will hold, and what it will not. */
export function ExportPlan({ plan: { data, error }, format, columns }: ExportPlanProps) {
  if (error !== null)
    return (
      <p role="status" className="text-text-2">
        The trades could not be counted: {errorFacts(error).message} The file can be saved all the same.
      </p>
    );
  if (data === undefined) return <p className="text-text-3">Counting the trades…</p>;
  const { estimate, cap } = data;
  if (estimate.exact && estimate.count === 0n)
    return <p className="text-text-2">No trade passes the filter in this range.</p>;
  const rows = estimate.count < BigInt(cap) ? Number(estimate.count) : cap;
  const bytes = (rows * ROW_BYTES[format] * columns) / TRADE_FILE_COLUMNS.length;
  return (
    <div className="flex flex-col gap-2">
      <p data-testid="export-plan" className="text-text-2">
        {estimate.exact ? "" : "About "}
        <b className="font-semibold text-text-1">{groupThousands(estimate.count)}</b> trades, by instrument
        and the oldest first; about {bytesText(BigInt(Math.round(bytes)))}.
      </p>
      {estimate.high > BigInt(cap) && (
        <p className="flex items-start gap-2 rounded border border-line bg-warn-soft px-3 py-2">
          <TriangleAlert aria-hidden size={15} className="mt-0.5 shrink-0 text-warn" />
          <span>
            A file holds at most {groupThousands(cap)} for your role (<code>{data.capSetting}</code>); the
            next one goes on where it ends.
          </span>
        </p>
      )}
    </div>
  );
}
