"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { MailCheck, MailX, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { filterOf, isNarrowed } from "@/app/dead-letters/filter";
import { type DeadLetter, LETTER_COLUMNS } from "@/app/dead-letters/list/letter-columns";
import { LetterFilters } from "@/app/dead-letters/list/letter-filters";
import { ListActions } from "@/app/dead-letters/list/list-actions";
import { letterParams } from "@/app/dead-letters/params";
import { groupThousands } from "@/app/lib/format/decimal";
import { useNow } from "@/app/lib/live/server-clock";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { useGlobalParams, useHref } from "@/app/lib/url/use-global-params";
import { Button } from "@/app/ui/button";
import { EmptyState } from "@/app/ui/empty-state";
import { ErrorState } from "@/app/ui/error-state";
import { Panel } from "@/app/ui/panel";
import { AbsoluteTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";
import { DataTable } from "@/app/ui/table/data-table";

const rowKey = (row: DeadLetter) => row.id.toString();

/** The letters that pass the filter, page by page; Enter opens one. */
export function LettersPanel() {
  const trpc = useTRPC();
  const router = useRouter();
  const href = useHref();
  const [{ range }] = useGlobalParams();
  const [params] = useQueryStates(letterParams);
  const now = useNow();
  const live = useLivePagedOptions(3_000);
  const filter = filterOf(params, range, now);
  const query = useInfiniteQuery(
    trpc.deadLetters.page.infiniteQueryOptions(filter, {
      getNextPageParam: (page) => page.nextCursor,
      ...live,
    }),
  );
  const { rows, onEnd, hasNextPage } = usePagedRows(query);
  const searchedTo = query.data?.pages.at(-1)?.searchedTo ?? null;
  const isOnlyWaiting = params.states.length === 1 && params.states[0] === "failed" && !isNarrowed(params);
  return (
    <Panel
      title={params.group ? "Letters of the chosen cause" : "Letters"}
      subtitle="Records that could not be stored; their bytes, keys and headers are kept"
      actions={<ListActions filter={filter} shown={rows?.length ?? 0} />}
      flush
    >
      <LetterFilters />
      {rows === undefined ? (
        query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonRows rows={10} columns={6} />
        )
      ) : rows.length === 0 && searchedTo === null ? (
        <NoLetters isOnlyWaiting={isOnlyWaiting} />
      ) : (
        <DataTable
          label="Dead letters"
          columns={LETTER_COLUMNS}
          rows={rows}
          rowKey={rowKey}
          minWidth={1_140}
          onOpen={(row) => router.push(href(`/dead-letters/${row.id}`))}
          onEnd={searchedTo === null ? onEnd : undefined}
          footer={
            searchedTo === null ? (
              `${groupThousands(rows.length)} shown${hasNextPage ? "; more as you scroll" : "; that is all"}`
            ) : (
              <>
                <span>
                  {groupThousands(rows.length)} found so far, back to <AbsoluteTime micros={searchedTo} />
                </span>
                <Button
                  size="sm"
                  icon={<Search aria-hidden size={13} />}
                  isDisabled={query.isFetchingNextPage}
                  onPress={() => void query.fetchNextPage()}
                >
                  Search further back
                </Button>
              </>
            )
          }
        />
      )}
    </Panel>
  );
}

function NoLetters({ isOnlyWaiting }: { isOnlyWaiting: boolean }) {
  if (isOnlyWaiting)
    return (
      <EmptyState icon={MailCheck} title="No letter waits">
        Every record so far could be read, or its letter is settled. A record that no decoder can read appears
        here with the decoder's reason, in the same moment as the ledger counts it.
      </EmptyState>
    );
  return (
    <EmptyState icon={MailX} title="No letter passes these filters">
      Take a filter away above, or choose other states.
    </EmptyState>
  );
}
