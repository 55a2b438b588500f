"use client";

import { useQuery } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { Badge } from "@/app/ui/badge";
import { ComingNote } from "@/app/ui/coming-note";
import { EmptyState } from "@/app/ui/empty-state";
import { PageHeader } from "@/app/ui/page-header";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { RelativeTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";
import { type Column, DataTable } from "@/app/ui/table/data-table";

type Alert = ApiOutput["alerts"]["list"][number];

const SEVERITY = {
  critical: { tone: "bad", word: "Critical" },
  warning: { tone: "warn", word: "Warning" },
  info: { tone: "info", word: "Notice" },
} as const;

const COLUMNS: readonly Column<Alert>[] = [
  {
    id: "severity",
    header: "Severity",
    width: 110,
    cell: (row) => <Badge tone={SEVERITY[row.severity].tone}>{SEVERITY[row.severity].word}</Badge>,
  },
  { id: "state", header: "State", width: 130, cell: (row) => stateOf(row) },
  {
    id: "subject",
    header: "Subject",
    width: 220,
    cell: (row) => <span title={row.kind}>{row.subject}</span>,
  },
  { id: "message", header: "What happened", cell: (row) => <span title={row.message}>{row.message}</span> },
  {
    id: "opened",
    header: "Since",
    width: 130,
    align: "right",
    cell: (row) => <RelativeTime micros={row.openedAt} />,
  },
];

const rowKey = (row: Alert) => row.id.toString();

function stateOf(alert: Alert): string {
  if (alert.closedAt !== null) return "Closed";
  return alert.acknowledgedAt === null ? "Firing" : `Seen by ${alert.acknowledgedBy ?? "someone"}`;
}

/** What fires, and since when? */
export function AlertsView() {
  const trpc = useTRPC();
  const query = useQuery(trpc.alerts.list.queryOptions({}, useLiveOptions(3_000)));
  return (
    <>
      <PageHeader title="Alerts" question="What fires, since when, and who was told?" />
      <Panel title="Alerts" subtitle="Those that fire first, the worst first" flush>
        <QueryView query={query} loading={<SkeletonRows rows={4} columns={5} />}>
          {(alerts) =>
            alerts.length === 0 ? (
              <EmptyState icon={BellOff} title="No alert has ever fired">
                A rule that fires opens an alert here and closes it by itself when its cause is gone.
              </EmptyState>
            ) : (
              <DataTable label="Alerts" columns={COLUMNS} rows={alerts} rowKey={rowKey} minWidth={860} />
            )
          }
        </QueryView>
      </Panel>
      <ComingNote>Evidence, runbooks, acknowledging and silencing come to this page next.</ComingNote>
    </>
  );
}
