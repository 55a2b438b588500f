"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { DownloadCloud } from "lucide-react";
import { useQueryStates } from "nuqs";
import type { Backfill } from "@/app/gaps/backfill/use-backfill";
import { gapsParams } from "@/app/gaps/params";
import { JOB } from "@/app/gaps/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { Badge } from "@/app/ui/badge";
import { EmptyState } from "@/app/ui/empty-state";
import { PagedPanel } from "@/app/ui/paged-panel";
import { AbsoluteTime } from "@/app/ui/relative-time";
import type { Column } from "@/app/ui/table/data-table";

const COLUMNS: readonly Column<Backfill>[] = [
  { id: "id", header: "Backfill", width: 80, cell: (job) => <code>{job.id.toString()}</code> },
  {
    id: "at",
    header: "Asked for",
    width: 170,
    cell: (job) => <AbsoluteTime micros={job.createdAt} className="mono text-12" />,
  },
  { id: "venue", header: "Venue", width: 100, cell: (job) => job.exchange },
  {
    id: "state",
    header: "State",
    width: 120,
    cell: (job) => <Badge tone={JOB[job.state].tone}>{JOB[job.state].word}</Badge>,
  },
  { id: "gaps", header: "Gaps", width: 80, align: "right", cell: (job) => groupThousands(job.gaps) },
  { id: "progress", header: "Trades", width: 250, cell: (job) => progressOf(job) },
  {
    id: "reason",
    header: "Why",
    cell: (job) => (
      <span title={job.reason}>
        {job.createdBy}: {job.reason}
      </span>
    ),
  },
];

function progressOf({ receipt, received, asked, waitsFor }: Backfill): string {
  if (receipt === null) return waitsFor ?? `${groupThousands(received)} of ${groupThousands(asked)} fetched`;
  const left =
    receipt.stillMissing === "0" ? "none missing" : `${groupThousands(receipt.stillMissing)} missing`;
  return `${groupThousands(receipt.stored)} of ${groupThousands(receipt.asked)} stored, ${left}`;
}

const rowKey = (job: Backfill) => job.id.toString();

/** Backfills, the newest first; Enter opens one. */
export function JobsPanel() {
  const trpc = useTRPC();
  const [, setParams] = useQueryStates(gapsParams, { history: "push" });
  const query = useInfiniteQuery(
    trpc.gaps.jobs.infiniteQueryOptions(
      {},
      { getNextPageParam: (page) => page.nextCursor, ...useLivePagedOptions(1_000) },
    ),
  );
  const { rows, onEnd, hasNextPage } = usePagedRows(query);
  return (
    <PagedPanel
      title="Backfills"
      subtitle="One a venue at a time: its limit is per address. Enter opens one with its receipt"
      label="Backfills"
      columns={COLUMNS}
      rows={rows}
      rowKey={rowKey}
      onOpen={(job) => void setParams({ job: job.id.toString() })}
      onEnd={onEnd}
      hasMore={hasNextPage}
      error={query.error}
      onRetry={() => void query.refetch()}
      minWidth={980}
      empty={
        <EmptyState icon={DownloadCloud} title="Nothing was backfilled yet">
          Choose “Backfill…” at a gap or above the ledger: a plan says what it costs before anything is sent.
        </EmptyState>
      }
    />
  );
}
