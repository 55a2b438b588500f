"use client";

import { CAUSE, STATE } from "@/app/gaps/words";
import { formatDuration } from "@/app/lib/format/time";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { Badge } from "@/app/ui/badge";
import { ExactNumber } from "@/app/ui/exact-number";
import { AbsoluteTime, RelativeTime } from "@/app/ui/relative-time";
import type { Column } from "@/app/ui/table/data-table";

export type Gap = ApiOutput["gaps"]["page"]["rows"][number];

export const GAP_COLUMNS: readonly Column<Gap>[] = [
  {
    id: "market",
    header: "Market",
    width: 185,
    cell: (row) => (
      <>
        <span className="font-medium">{row.symbol}</span>{" "}
        <span className="text-text-3">
          {row.exchange} {row.market}
        </span>
      </>
    ),
  },
  {
    id: "missing",
    header: "Missing",
    width: 90,
    align: "right",
    cell: (row) => <ExactNumber value={row.missingCount} className="font-medium" />,
  },
  {
    id: "range",
    header: "Numbers",
    cell: (row) => (
      <span className="mono text-12" title={`${row.fromSequence} – ${row.toSequence}`}>
        {row.fromSequence === row.toSequence
          ? row.fromSequence.toString()
          : `${row.fromSequence} – ${row.toSequence}`}
      </span>
    ),
  },
  {
    id: "before",
    header: "Last trade before",
    width: 170,
    cell: (row) => <AbsoluteTime micros={row.timeBefore} className="mono text-12" />,
  },
  {
    id: "span",
    header: "Lasted",
    width: 100,
    align: "right",
    cell: (row) => formatDuration(Math.abs(row.timeAfter - row.timeBefore)),
  },
  {
    id: "cause",
    header: "Cause",
    width: 150,
    cell: (row) => <span className="text-text-2">{CAUSE[row.cause]}</span>,
  },
  {
    id: "state",
    header: "State",
    width: 140,
    cell: (row) => <Badge tone={STATE[row.state].tone}>{STATE[row.state].word}</Badge>,
  },
  {
    id: "found",
    header: "Found",
    width: 130,
    align: "right",
    cell: (row) => <RelativeTime micros={row.detectedAt} className="text-text-2" />,
  },
];
