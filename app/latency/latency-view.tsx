"use client";

import { useQuery } from "@tanstack/react-query";
import { Gauge } from "lucide-react";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatDuration } from "@/app/lib/format/time";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { ComingNote } from "@/app/ui/coming-note";
import { Command, EmptyState } from "@/app/ui/empty-state";
import { PageHeader } from "@/app/ui/page-header";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";
import { type Column, DataTable } from "@/app/ui/table/data-table";

type Delays = ApiOutput["latency"]["recent"][number];

/** Below this many, a 99th percentile is one of the last few values: it is not shown. */
const ENOUGH_FOR_P99 = 500;

const duration = (milliseconds: number) => formatDuration(Math.round(milliseconds * 1_000));

const COLUMNS: readonly Column<Delays>[] = [
  { id: "exchange", header: "Exchange", cell: (row) => <span className="font-medium">{row.exchange}</span> },
  { id: "n", header: "n", width: 100, align: "right", cell: (row) => groupThousands(row.n) },
  { id: "p50", header: "p50", width: 120, align: "right", cell: (row) => duration(row.p50) },
  { id: "p95", header: "p95", width: 120, align: "right", cell: (row) => duration(row.p95) },
  {
    id: "p99",
    header: "p99",
    width: 140,
    align: "right",
    cell: (row) =>
      row.n < ENOUGH_FOR_P99 ? <span className="text-text-3">n too small</span> : duration(row.p99),
  },
  { id: "max", header: "Largest", width: 120, align: "right", cell: (row) => duration(row.max) },
  {
    id: "negative",
    header: "Before our clock",
    width: 150,
    align: "right",
    cell: (row) =>
      row.negative === 0 ? "none" : `${groupThousands(row.negative)} of ${groupThousands(row.n)}`,
  },
];

const rowKey = (row: Delays) => row.exchange;

/** How fast are we, honestly? */
export function LatencyView() {
  const trpc = useTRPC();
  const query = useQuery(trpc.latency.recent.queryOptions({}, useLiveOptions(5_000)));
  return (
    <>
      <PageHeader title="Latency" question="How fast are we, honestly?" />
      <Panel
        title="Exchange time to ingest"
        subtitle="Over the newest trades of each instrument within the last 15 minutes, at most 500 each; by the clocks of two machines"
        flush
      >
        <QueryView query={query} loading={<SkeletonRows rows={3} columns={6} />}>
          {(delays) =>
            delays.length === 0 ? (
              <EmptyState icon={Gauge} title="Nothing was measured in the last 15 minutes">
                Delays appear with live trades. Trades of old captures are not measured: their exchange time
                is long ago. <Command>npm run demo</Command> starts a market.
              </EmptyState>
            ) : (
              <DataTable
                label="Delays by exchange"
                columns={COLUMNS}
                rows={delays}
                rowKey={rowKey}
                minWidth={880}
              />
            )
          }
        </QueryView>
      </Panel>
      <ComingNote>
        Each stage with its percentiles over time, the tier that is met (10 µs, 10 ms, 500 ms), and confidence
        beside every figure come to this page next. K2 is no platform for high-frequency trading, and no
        figure here says so.
      </ComingNote>
    </>
  );
}
