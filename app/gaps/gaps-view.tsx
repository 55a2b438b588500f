"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CircleCheck, Unplug } from "lucide-react";
import { useQueryStates } from "nuqs";
import { GAP_COLUMNS, type Gap } from "@/app/gaps/gap-columns";
import { GAP_STATES, gapsParams } from "@/app/gaps/params";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { Button } from "@/app/ui/button";
import { ChipGroup } from "@/app/ui/chips";
import { ComingNote } from "@/app/ui/coming-note";
import { Command, EmptyState } from "@/app/ui/empty-state";
import { PageHeader } from "@/app/ui/page-header";
import { PagedPanel } from "@/app/ui/paged-panel";

const STATE_LABEL = {
  open: "Open",
  explained: "Explained",
  backfilling: "Backfilling",
  filled: "Filled",
  unrecoverable: "Unrecoverable",
  acknowledged: "Acknowledged",
} as const;

const rowKey = (row: Gap) => row.id.toString();

/** What is missing, and why? */
export function GapsView() {
  const trpc = useTRPC();
  const [{ states, instrument, exchange }, setParams] = useQueryStates(gapsParams, { history: "push" });
  const live = useLivePagedOptions(3_000);
  const query = useInfiniteQuery(
    trpc.gaps.page.infiniteQueryOptions(
      { states, instrumentId: instrument, exchange },
      { getNextPageParam: (page) => page.nextCursor, ...live },
    ),
  );
  const { rows, onEnd, hasNextPage } = usePagedRows(query);
  const chosen = useQuery(trpc.instruments.list.queryOptions({})).data?.find((one) => one.id === instrument);
  const isNarrowed = instrument !== null || exchange !== null;
  return (
    <>
      <PageHeader
        title="Gaps"
        question="What is missing, why, and can it be had again?"
        actions={
          isNarrowed && (
            <Button size="sm" onPress={() => void setParams({ instrument: null, exchange: null })}>
              {chosen ? `Only ${chosen.exchange} ${chosen.symbol}` : "Only one market"}: show all
            </Button>
          )
        }
      />
      <PagedPanel
        title="Gap ledger"
        subtitle="A jump in the numbers of a feed that promises none; the newest found first"
        actions={
          <ChipGroup
            label="State"
            mode="multiple"
            chips={GAP_STATES.map((state) => ({ value: state, label: STATE_LABEL[state] }))}
            selected={states}
            onChange={(next) => void setParams({ states: next })}
          />
        }
        label="Gaps"
        columns={GAP_COLUMNS}
        rows={rows}
        rowKey={rowKey}
        onEnd={onEnd}
        hasMore={hasNextPage}
        error={query.error}
        onRetry={() => void query.refetch()}
        minWidth={1_060}
        empty={<NoGaps openOnly={states.length === 1 && states[0] === "open"} />}
      />
      <ComingNote>
        The completeness heatmap, what explains each missing number, and the backfill that fetches it from the
        venue come to this page next. Until then, <Command>npm run ledger -- --json</Command> names every
        missing number.
      </ComingNote>
    </>
  );
}

function NoGaps({ openOnly }: { openOnly: boolean }) {
  if (openOnly) {
    return (
      <EmptyState icon={CircleCheck} title="No open gap">
        Every number that a feed promised is stored, or its absence is explained. A gap appears here the
        moment a number is jumped over; it closes by itself when the number comes after all.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Unplug} title="No gap in these states">
      Choose other states above. Feeds that do not number their trades never appear: there, a gap cannot be
      told.
    </EmptyState>
  );
}
