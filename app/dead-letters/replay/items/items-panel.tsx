"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ITEM_COLUMNS, type Item } from "@/app/dead-letters/replay/items/item-columns";
import type { Job } from "@/app/dead-letters/replay/use-job";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { useHref } from "@/app/lib/url/use-global-params";
import { ChipGroup } from "@/app/ui/chips";
import { EmptyState } from "@/app/ui/empty-state";
import { PagedPanel } from "@/app/ui/paged-panel";

const VIEWS = [
  { value: "all", label: "All" },
  { value: "store", label: "Would store" },
  { value: "duplicate", label: "Are there" },
  { value: "fails", label: "Still fail" },
  { value: "unsendable", label: "Cannot be sent" },
  { value: "skipped", label: "Left out" },
  { value: "differs", label: "Otherwise than proved" },
] as const;
type View = (typeof VIEWS)[number]["value"];

const rowKey = (row: Item) => row.letterId.toString();

/** The letters of a plan or job, one by one: the verdict of the proof, and what became of them. */
export function ItemsPanel({ job }: { job: Job }) {
  const trpc = useTRPC();
  const router = useRouter();
  const href = useHref();
  const [view, setView] = useState<View>("all");
  const live = useLivePagedOptions(1_500);
  const verdict = view === "all" || view === "skipped" || view === "differs" ? null : view;
  const query = useInfiniteQuery(
    trpc.replay.items.infiniteQueryOptions(
      {
        jobId: job.id.toString(),
        verdict,
        states: view === "skipped" ? ["skipped", "cancelled"] : [],
        differs: view === "differs",
      },
      { getNextPageParam: (page) => page.nextCursor, ...live },
    ),
  );
  const { rows, onEnd, hasNextPage } = usePagedRows(query);
  return (
    <PagedPanel
      title="Letters"
      subtitle="What the proof says of each, and what became of it; Enter opens the letter"
      actions={
        <ChipGroup
          label="Which letters"
          mode="single"
          required
          chips={VIEWS}
          selected={[view]}
          onChange={([next]) => next !== undefined && setView(next)}
        />
      }
      label="Letters of the replay"
      columns={ITEM_COLUMNS}
      rows={rows}
      rowKey={rowKey}
      onOpen={(row) => router.push(href(`/dead-letters/${row.letterId}`))}
      onEnd={onEnd}
      hasMore={hasNextPage}
      error={query.error}
      onRetry={() => void query.refetch()}
      minWidth={980}
      maxHeight="min(48dvh, 560px)"
      empty={
        <EmptyState icon={ListChecks} title="No letter of this kind">
          Choose another kind above.
        </EmptyState>
      }
    />
  );
}
