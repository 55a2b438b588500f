"use client";

import { useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { Badge } from "@/app/ui/badge";
import { EmptyState } from "@/app/ui/empty-state";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";
import { type Column, DataTable } from "@/app/ui/table/data-table";

type Kafka = ApiOutput["pipeline"]["kafka"];
type Member = NonNullable<Kafka["group"]>["members"][number];

const COLUMNS: readonly Column<Member>[] = [
  {
    id: "client",
    header: "Member",
    cell: (row) => (
      <span className="mono text-12" title={row.memberId}>
        {row.clientId}
      </span>
    ),
  },
  { id: "host", header: "From", width: 130, cell: (row) => row.host },
  { id: "count", header: "Partitions", width: 90, align: "right", cell: (row) => row.partitions.length },
  {
    id: "which",
    header: "Which",
    cell: (row) => (
      <span className="mono text-12" title={row.partitions.join("\n")}>
        {row.partitions.map((name) => name.replace(/^market\.[a-z]+\./, "")).join(" ")}
      </span>
    ),
  },
];
const rowKey = (row: Member) => row.memberId;

/** The consumer group as Kafka knows it: who reads what. */
export function GroupPanel() {
  const trpc = useTRPC();
  const query = useQuery(trpc.pipeline.kafka.queryOptions({}, useLiveOptions(2_000)));
  const data = query.data;
  const stale = data !== undefined && data.condition !== "reached";
  return (
    <Panel
      title="Consumer group"
      subtitle={data?.group ? `${data.group.id}, ${data.group.state}` : "Who reads which partitions"}
      flush
      actions={stale && <Badge tone="warn">As last seen</Badge>}
    >
      <QueryView query={query} loading={<SkeletonRows rows={2} columns={4} />}>
        {({ group }) =>
          group === null || group.members.length === 0 ? (
            <EmptyState icon={Users} title="The group has no member">
              No ingest worker reads: records wait in Kafka, and nothing is lost before its retention ends.
            </EmptyState>
          ) : (
            <DataTable
              label="Members of the consumer group"
              columns={COLUMNS}
              rows={group.members}
              rowKey={rowKey}
              minWidth={820}
              maxHeight="260px"
            />
          )
        }
      </QueryView>
    </Panel>
  );
}
