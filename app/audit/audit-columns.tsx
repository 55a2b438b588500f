"use client";

import type { ApiOutput } from "@/app/lib/trpc/types";
import { AbsoluteTime } from "@/app/ui/relative-time";
import type { Column } from "@/app/ui/table/data-table";

export type Act = ApiOutput["audit"]["page"]["rows"][number];

export const AUDIT_COLUMNS: readonly Column<Act>[] = [
  {
    id: "at",
    header: "When",
    width: 170,
    cell: (row) => <AbsoluteTime micros={row.at} className="mono text-12" />,
  },
  { id: "actor", header: "Who", width: 120, cell: (row) => row.actor },
  { id: "origin", header: "From", width: 80, cell: (row) => row.origin },
  {
    id: "action",
    header: "Act",
    width: 170,
    cell: (row) => <span className="font-medium">{row.action}</span>,
  },
  { id: "subject", header: "On what", cell: (row) => <span title={row.subject}>{row.subject}</span> },
  {
    id: "reason",
    header: "Why",
    cell: (row) =>
      row.reason ? (
        <span title={row.reason}>{row.reason}</span>
      ) : (
        <span className="text-text-3">no reason given</span>
      ),
  },
  { id: "outcome", header: "Outcome", cell: (row) => <span title={row.outcome}>{row.outcome}</span> },
];
