"use client";

import { useQuery } from "@tanstack/react-query";
import { Cpu } from "lucide-react";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { Badge } from "@/app/ui/badge";
import { Command, EmptyState } from "@/app/ui/empty-state";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { RelativeTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";
import { type Column, DataTable } from "@/app/ui/table/data-table";

type Worker = ApiOutput["pipeline"]["workers"][number];

const CONDITION = {
  running: { tone: "ok", word: "Running" },
  silent: { tone: "bad", word: "Silent" },
  stopped: { tone: "neutral", word: "Stopped" },
} as const;

const COLUMNS: readonly Column<Worker>[] = [
  {
    id: "worker",
    header: "Worker",
    cell: (row) => (
      <span className="mono text-12" title={row.workerId}>
        {row.workerId}
      </span>
    ),
  },
  {
    id: "condition",
    header: "State",
    width: 120,
    cell: (row) => <Badge tone={CONDITION[row.condition].tone}>{CONDITION[row.condition].word}</Badge>,
  },
  {
    id: "roles",
    header: "Roles",
    width: 270,
    cell: (row) => <span title={row.roles.join(", ")}>{row.roles.join(", ")}</span>,
  },
  { id: "host", header: "Host · process", width: 180, cell: (row) => `${row.host} · ${row.pid}` },
  {
    id: "build",
    header: "Build",
    width: 120,
    cell: (row) => <span className="mono text-12">{row.build}</span>,
  },
  {
    id: "memory",
    header: "Memory",
    width: 100,
    align: "right",
    cell: (row) => `${(row.memoryBytes / 1_048_576n).toString()} MiB`,
  },
  {
    id: "partitions",
    header: "Partitions",
    width: 90,
    align: "right",
    cell: (row) => (row.partitions === null ? "" : String(row.partitions)),
  },
  {
    id: "endpoint",
    header: "Metrics",
    width: 190,
    cell: (row) => (
      <span className="mono text-12">
        {row.condition === "running" && row.endpoint !== null ? `${row.endpoint}/metrics` : ""}
      </span>
    ),
  },
  {
    id: "started",
    header: "Started",
    width: 130,
    align: "right",
    cell: (row) => <RelativeTime micros={row.startedAt} />,
  },
  {
    id: "beat",
    header: "Last sign",
    width: 130,
    align: "right",
    cell: (row) => <RelativeTime micros={row.beatAt} />,
  },
];

const rowKey = (row: Worker) => row.workerId;

/** Workers of the last day, and whether they still give a sign. */
export function WorkersPanel() {
  const trpc = useTRPC();
  const query = useQuery(trpc.pipeline.workers.queryOptions({}, useLiveOptions(2_000)));
  return (
    <Panel title="Workers" subtitle="Those that gave a sign within the last day" flush>
      <QueryView query={query} loading={<SkeletonRows rows={3} columns={6} />}>
        {(workers) =>
          workers.length === 0 ? (
            <EmptyState icon={Cpu} title="No worker has reported">
              Start one with <Command>npm run worker -- --roles ingest,feed</Command>; it reports every few
              seconds.
            </EmptyState>
          ) : (
            <DataTable
              label="Workers"
              columns={COLUMNS}
              rows={workers}
              rowKey={rowKey}
              minWidth={1_640}
              maxHeight="320px"
            />
          )
        }
      </QueryView>
    </Panel>
  );
}
