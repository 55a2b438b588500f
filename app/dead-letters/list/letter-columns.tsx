"use client";

import { Pencil } from "lucide-react";
import { PickBox } from "@/app/dead-letters/list/pick-box";
import { shortPath } from "@/app/dead-letters/short-path";
import { StateBadge } from "@/app/dead-letters/state-badge";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { ExactNumber } from "@/app/ui/exact-number";
import { AbsoluteTime } from "@/app/ui/relative-time";
import type { Column } from "@/app/ui/table/data-table";

export type DeadLetter = ApiOutput["deadLetters"]["page"]["rows"][number];

export const LETTER_COLUMNS: readonly Column<DeadLetter>[] = [
  { id: "pick", header: "", width: 40, cell: (row) => <PickBox id={row.id.toString()} /> },
  {
    id: "time",
    header: "Set aside",
    width: 170,
    cell: (row) => <AbsoluteTime micros={row.createdAt} className="mono text-12" />,
  },
  {
    id: "state",
    header: "State",
    width: 120,
    cell: (row) => (
      <span className="flex items-center gap-1">
        <StateBadge state={row.state} />
        {row.hasEdit && <Pencil aria-label="edited" size={12} className="text-accent" />}
      </span>
    ),
  },
  { id: "code", header: "Code", width: 200, cell: (row) => <code title={row.code}>{row.code}</code> },
  {
    id: "message",
    header: "What is wrong",
    cell: (row) => (
      <span title={row.message}>
        {row.path && (
          <code className="mr-1.5 text-text-3" title={row.path}>
            {shortPath(row.path)}
          </code>
        )}
        {row.message}
      </span>
    ),
  },
  {
    id: "market",
    header: "Market",
    width: 150,
    cell: (row) =>
      row.symbol ? (
        `${row.exchange ?? ""} ${row.symbol}`
      ) : (
        <span className="text-text-3">could not be read</span>
      ),
  },
  {
    id: "origin",
    header: "Partition · offset",
    width: 140,
    align: "right",
    cell: (row) => (
      <span className="mono text-12 text-text-2" title={row.topic}>
        {row.partition ?? "?"} · {row.sourceOffset?.toString() ?? "?"}
      </span>
    ),
  },
  {
    id: "attempts",
    header: "Tries",
    width: 70,
    align: "right",
    cell: (row) => <ExactNumber value={row.attempts} />,
  },
];
