import { type Alert, kindWord, SEVERITY, STATE } from "@/app/alerts/alert-look";
import { Badge } from "@/app/ui/badge";
import { RelativeTime } from "@/app/ui/relative-time";
import type { Column } from "@/app/ui/table/data-table";

export const ALERT_COLUMNS: readonly Column<Alert>[] = [
  {
    id: "severity",
    header: "Severity",
    width: 110,
    cell: (row) => (
      <Badge tone={row.state === "firing" ? SEVERITY[row.severity].tone : "neutral"}>
        {SEVERITY[row.severity].word}
      </Badge>
    ),
  },
  { id: "state", header: "State", width: 116, cell: (row) => STATE[row.state] },
  { id: "kind", header: "What", width: 150, cell: (row) => kindWord(row.kind) },
  {
    id: "subject",
    header: "Of",
    width: 230,
    cell: (row) => (
      <span className="mono text-12" title={row.subject}>
        {row.subject}
      </span>
    ),
  },
  { id: "message", header: "Evidence", cell: (row) => <span title={row.message}>{row.message}</span> },
  {
    id: "since",
    header: "Since",
    width: 120,
    align: "right",
    cell: (row) => <RelativeTime micros={row.openedAt} />,
  },
];
