"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Repeat2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { JobBadge } from "@/app/dead-letters/replays/job-badge";
import { progressText } from "@/app/dead-letters/replays/progress-text";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { useHref } from "@/app/lib/url/use-global-params";
import { EmptyState } from "@/app/ui/empty-state";
import { PagedPanel } from "@/app/ui/paged-panel";
import { AbsoluteTime } from "@/app/ui/relative-time";
import type { Column } from "@/app/ui/table/data-table";

type Job = ApiOutput["replay"]["page"]["rows"][number];

const COLUMNS: readonly Column<Job>[] = [
  { id: "id", header: "Job", width: 70, cell: (job) => <code>{job.id.toString()}</code> },
  {
    id: "at",
    header: "Asked for",
    width: 170,
    cell: (job) => <AbsoluteTime micros={job.createdAt} className="mono text-12" />,
  },
  { id: "by", header: "By", width: 110, cell: (job) => job.createdBy },
  { id: "state", header: "State", width: 120, cell: (job) => <JobBadge job={job} /> },
  {
    id: "letters",
    header: "Letters",
    width: 90,
    align: "right",
    cell: (job) => (job.letters === null ? "" : groupThousands(job.letters)),
  },
  { id: "progress", header: "What became of them", cell: (job) => progressText(job) },
  { id: "reason", header: "Why", cell: (job) => <span title={job.reason}>{job.reason}</span> },
];

const rowKey = (job: Job) => job.id.toString();

/** Plans and replays, the newest first; Enter opens one. */
export function ReplaysPanel() {
  const trpc = useTRPC();
  const router = useRouter();
  const href = useHref();
  const live = useLivePagedOptions(2_000);
  const query = useInfiniteQuery(
    trpc.replay.page.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor, ...live }),
  );
  const { rows, onEnd, hasNextPage } = usePagedRows(query);
  return (
    <div className="pt-4">
      <PagedPanel
        title="Replays"
        subtitle="Plans and the jobs that they became; Enter opens one"
        label="Replays"
        columns={COLUMNS}
        rows={rows}
        rowKey={rowKey}
        onOpen={(job) => router.push(href("/dead-letters/replay", { job: job.id.toString() }))}
        onEnd={onEnd}
        hasMore={hasNextPage}
        error={query.error}
        onRetry={() => void query.refetch()}
        minWidth={1_000}
        empty={
          <EmptyState icon={Repeat2} title="Nothing was replayed yet">
            Choose “Replay…” beside a cause, or pick letters: a plan proves what would happen before anything
            is sent.
          </EmptyState>
        }
      />
    </div>
  );
}
