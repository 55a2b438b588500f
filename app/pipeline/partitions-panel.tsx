"use client";

import { useQuery } from "@tanstack/react-query";
import { Waypoints } from "lucide-react";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { Badge } from "@/app/ui/badge";
import { Command, EmptyState } from "@/app/ui/empty-state";
import { ExactNumber } from "@/app/ui/exact-number";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { RelativeTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";
import { type Column, DataTable } from "@/app/ui/table/data-table";

type Partition = ApiOutput["pipeline"]["partitions"]["partitions"][number];

const COLUMNS: readonly Column<Partition>[] = [
  {
    id: "topic",
    header: "Topic / partition",
    width: 330,
    cell: (row) => (
      <span className="mono text-12" title={row.topic}>
        {row.topic} / {row.partition}
      </span>
    ),
  },
  { id: "state", header: "State", width: 130, cell: (row) => <PartitionBadge row={row} /> },
  {
    id: "lag",
    header: "Lag",
    width: 110,
    align: "right",
    cell: (row) =>
      row.lag === null ? <span className="text-text-3">not sampled</span> : <ExactNumber value={row.lag} />,
  },
  {
    id: "next",
    header: "Next offset",
    align: "right",
    cell: (row) => <ExactNumber value={row.nextOffset} />,
  },
  { id: "consumed", header: "Consumed", align: "right", cell: (row) => <ExactNumber value={row.consumed} /> },
  {
    id: "stored",
    header: "Stored",
    align: "right",
    cell: (row) => <ExactNumber value={row.stored} />,
  },
  {
    id: "duplicates",
    header: "Duplicates",
    width: 100,
    align: "right",
    cell: (row) => <ExactNumber value={row.duplicates} />,
  },
  {
    id: "letters",
    header: "Dead letters",
    width: 100,
    align: "right",
    cell: (row) => <ExactNumber value={row.deadLettered} />,
  },
  {
    id: "moved",
    header: "Moved",
    width: 120,
    align: "right",
    cell: (row) => <RelativeTime micros={row.movedAt} />,
  },
];

const rowKey = (row: Partition) => String(row.id);

/** Every partition: where ingest stands, its lag and its account. */
export function PartitionsPanel() {
  const trpc = useTRPC();
  const query = useQuery(trpc.pipeline.partitions.queryOptions({}, useLiveOptions(2_000)));
  return (
    <Panel title="Partitions" subtitle="Where ingest stands in each, and whether its account balances" flush>
      <QueryView query={query} loading={<SkeletonRows rows={8} columns={7} />}>
        {({ partitions }) =>
          partitions.length === 0 ? (
            <EmptyState icon={Waypoints} title="No partition has been read yet">
              A partition appears with its first record. <Command>npm run worker -- --roles ingest</Command>{" "}
              reads all topics of trades.
            </EmptyState>
          ) : (
            <DataTable
              label="Partitions"
              columns={COLUMNS}
              rows={partitions}
              rowKey={rowKey}
              minWidth={1_180}
              maxHeight="420px"
              footer={`${groupThousands(partitions.length)} partitions`}
            />
          )
        }
      </QueryView>
    </Panel>
  );
}

function PartitionBadge({ row }: { row: Partition }) {
  if (row.haltedAt !== null) return <Badge tone="bad">Halted</Badge>;
  if (row.lost > 0n) return <Badge tone="bad">Lost records</Badge>;
  return row.accountedFor ? <Badge tone="ok">Balanced</Badge> : <Badge tone="bad">Unbalanced</Badge>;
}
