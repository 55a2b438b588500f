"use client";

import { useQuery } from "@tanstack/react-query";
import { Waypoints } from "lucide-react";
import { formatRate, groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { PARTITION_COLUMNS } from "@/app/pipeline/partition-columns";
import { spanText } from "@/app/pipeline/span-text";
import { type Partition, type TopicSum, topicSums } from "@/app/pipeline/topic-sums";
import { VerifyButton } from "@/app/pipeline/verify-button";
import { Command, EmptyState } from "@/app/ui/empty-state";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";
import { DataTable } from "@/app/ui/table/data-table";

const rowKey = (row: Partition) => String(row.id);

/** Every topic and partition: where ingest stands, its lag and where that goes, and its account. */
export function PartitionsPanel() {
  const trpc = useTRPC();
  const query = useQuery(trpc.pipeline.partitions.queryOptions({}, useLiveOptions(2_000)));
  return (
    <Panel
      title="Partitions"
      subtitle="Where ingest stands in each, how far behind, and whether its account balances"
      flush
      actions={<VerifyButton />}
    >
      <QueryView query={query} loading={<SkeletonRows rows={8} columns={7} />}>
        {({ partitions }) =>
          partitions.length === 0 ? (
            <EmptyState icon={Waypoints} title="No partition has been read yet">
              A partition appears with its first record. <Command>npm run worker -- --roles ingest</Command>{" "}
              reads all topics of trades.
            </EmptyState>
          ) : (
            <>
              <ul aria-label="Topics" className="flex flex-col border-line border-b px-4 pb-2 text-12">
                {topicSums(partitions).map((one) => (
                  <TopicLine key={one.topic} sum={one} />
                ))}
              </ul>
              <DataTable
                label="Partitions"
                columns={PARTITION_COLUMNS}
                rows={partitions}
                rowKey={rowKey}
                minWidth={1_980}
                maxHeight="420px"
                footer={`${groupThousands(partitions.length)} partitions`}
              />
            </>
          )
        }
      </QueryView>
    </Panel>
  );
}

function TopicLine({ sum }: { sum: TopicSum }) {
  const facts = [
    `${sum.partitions} partitions`,
    sum.lag === null ? "lag not sampled" : `lag ${groupThousands(sum.lag)}`,
    sum.lagSeconds ? `${spanText(sum.lagSeconds)} behind` : null,
    sum.produced === null ? null : `in ${formatRate(sum.produced)}/s`,
    sum.consumed === null ? null : `stored ${formatRate(sum.consumed)}/s`,
    sum.skew === null ? null : `fullest partition ${sum.skew.toFixed(1)} × the mean`,
  ];
  return (
    <li className="flex flex-wrap gap-x-3 py-0.5 text-text-2">
      <span className="mono text-text-1">{sum.topic}</span>
      {facts
        .filter((fact) => fact !== null)
        .map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
    </li>
  );
}
