"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText, SearchX } from "lucide-react";
import { useQueryStates } from "nuqs";
import { type Act, AUDIT_COLUMNS } from "@/app/audit/audit-columns";
import { AuditFilters } from "@/app/audit/audit-filters";
import { AuditSheet } from "@/app/audit/audit-sheet";
import { auditParams } from "@/app/audit/params";
import { questionOf } from "@/app/audit/question";
import { useNow } from "@/app/lib/live/server-clock";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { EmptyState } from "@/app/ui/empty-state";
import { PageHeader } from "@/app/ui/page-header";
import { PagedPanel } from "@/app/ui/paged-panel";

const rowKey = (row: Act) => row.id.toString();

/** Who did what, and why? */
export function AuditView() {
  const trpc = useTRPC();
  const [{ range }] = useGlobalParams();
  const [{ entry, ...params }, setParams] = useQueryStates(auditParams, { history: "push" });
  const live = useLivePagedOptions(3_000);
  const query = useInfiniteQuery(
    trpc.audit.page.infiniteQueryOptions(questionOf(params, range, useNow()), {
      getNextPageParam: (page) => page.nextCursor,
      ...live,
    }),
  );
  const { rows, onEnd, hasNextPage } = usePagedRows(query);
  const isSearch = params.actor !== null || params.act !== null || params.q !== null || params.within;
  return (
    <>
      <PageHeader title="Audit" question="Who did what, why, and with what outcome?" />
      <AuditFilters />
      <PagedPanel
        title="Acts"
        subtitle="Written in the same transaction as the act itself, and never changed; the newest first"
        label="Acts"
        columns={AUDIT_COLUMNS}
        rows={rows}
        rowKey={rowKey}
        onOpen={(row) => void setParams({ entry: Number(row.id) })}
        onEnd={onEnd}
        hasMore={hasNextPage}
        error={query.error}
        onRetry={() => void query.refetch()}
        minWidth={1_100}
        empty={
          isSearch ? (
            <EmptyState icon={SearchX} title="No act matches">
              Take a filter away above.
            </EmptyState>
          ) : (
            <EmptyState icon={ScrollText} title="Nobody has changed anything yet">
              Each replay, backfill, acknowledgement and discard will stand here with its author and reason.
            </EmptyState>
          )
        }
      />
      <AuditSheet
        act={rows?.find((row) => row.id === BigInt(entry ?? -1))}
        onClose={() => void setParams({ entry: null })}
      />
    </>
  );
}
