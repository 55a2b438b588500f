"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { EmptyState } from "@/app/ui/empty-state";
import { PageHeader } from "@/app/ui/page-header";
import { PagedPanel } from "@/app/ui/paged-panel";
import { AbsoluteTime } from "@/app/ui/relative-time";
import type { Column } from "@/app/ui/table/data-table";

type Act = ApiOutput["audit"]["page"]["rows"][number];

const COLUMNS: readonly Column<Act>[] = [
  {
    id: "at",
    header: "When",
    width: 180,
    cell: (row) => <AbsoluteTime micros={row.at} className="mono text-12" />,
  },
  { id: "actor", header: "Who", width: 130, cell: (row) => row.actor },
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
  { id: "outcome", header: "Outcome", width: 130, cell: (row) => row.outcome },
];

const rowKey = (row: Act) => row.id.toString();

/** Who did what, and why? */
export function AuditView() {
  const trpc = useTRPC();
  const live = useLivePagedOptions(5_000);
  const query = useInfiniteQuery(
    trpc.audit.page.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor, ...live }),
  );
  const { rows, onEnd, hasNextPage } = usePagedRows(query);
  return (
    <>
      <PageHeader title="Audit" question="Who did what, why, and with what outcome?" />
      <PagedPanel
        title="Acts"
        subtitle="Written in the same transaction as the act itself, and never changed; the newest first"
        label="Acts"
        columns={COLUMNS}
        rows={rows}
        rowKey={rowKey}
        onEnd={onEnd}
        hasMore={hasNextPage}
        error={query.error}
        onRetry={() => void query.refetch()}
        minWidth={1_000}
        empty={
          <EmptyState icon={ScrollText} title="Nobody has changed anything yet">
            Each replay, backfill, acknowledgement and discard will stand here with its author and reason.
          </EmptyState>
        }
      />
    </>
  );
}
