"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck, Unplug } from "lucide-react";
import { useQueryStates } from "nuqs";
import { isNarrowed, questionOf } from "@/app/gaps/filter";
import { GAP_COLUMNS, type Gap } from "@/app/gaps/ledger/gap-columns";
import { LedgerActions } from "@/app/gaps/ledger/ledger-actions";
import { LedgerFilters } from "@/app/gaps/ledger/ledger-filters";
import { gapsParams } from "@/app/gaps/params";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { EmptyState } from "@/app/ui/empty-state";
import { ErrorState } from "@/app/ui/error-state";
import { Panel } from "@/app/ui/panel";
import { SkeletonRows } from "@/app/ui/skeleton";
import { DataTable } from "@/app/ui/table/data-table";

const rowKey = (row: Gap) => row.id.toString();

/** The gaps that pass the filter, page by page; Enter opens one. */
export function LedgerPanel() {
  const trpc = useTRPC();
  const [params, setParams] = useQueryStates(gapsParams, { history: "push" });
  const query = useInfiniteQuery(
    trpc.gaps.page.infiniteQueryOptions(questionOf(params), {
      getNextPageParam: (page) => page.nextCursor,
      ...useLivePagedOptions(2_000),
    }),
  );
  const { rows, onEnd, hasNextPage } = usePagedRows(query);
  return (
    <Panel
      title="Gap ledger"
      subtitle="Each jump in the numbers of a feed that promises none"
      actions={<LedgerActions shown={rows?.length ?? 0} />}
      flush
    >
      <LedgerFilters />
      {rows === undefined ? (
        query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonRows rows={10} columns={6} />
        )
      ) : rows.length === 0 ? (
        <NoGaps waitingOnly={!isNarrowed(params) && params.states.includes("open")} />
      ) : (
        <DataTable
          label="Gaps"
          columns={GAP_COLUMNS}
          rows={rows}
          rowKey={rowKey}
          onOpen={(row) => void setParams({ gap: row.id.toString() })}
          onEnd={onEnd}
          minWidth={1_090}
          footer={`${groupThousands(rows.length)} shown${hasNextPage ? "; more as you scroll" : "; that is all"}`}
        />
      )}
    </Panel>
  );
}

function NoGaps({ waitingOnly }: { waitingOnly: boolean }) {
  if (waitingOnly) {
    return (
      <EmptyState icon={CircleCheck} title="No gap waits">
        Every number that a feed promised is stored, or its absence is settled. A gap appears here the moment
        a number is jumped over; it closes by itself when the number comes after all.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Unplug} title="No gap passes these filters">
      Take a filter away above, or choose other states. Feeds that do not number their trades never appear:
      there, a gap cannot be told.
    </EmptyState>
  );
}
