"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Gauge } from "lucide-react";
import { useQueryStates } from "nuqs";
import { latencyParams } from "@/app/latency/params";
import { latencyText, type Percentile, STAGE } from "@/app/latency/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { ChipGroup } from "@/app/ui/chips";
import { EmptyState } from "@/app/ui/empty-state";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";
import { type Column, DataTable } from "@/app/ui/table/data-table";

type Market = ApiOutput["latency"]["markets"][number];

const show = (percentile: Percentile) =>
  percentile === null ? (
    <span className="text-text-3">n too small</span>
  ) : (
    <span title={`95 % interval: ${latencyText(percentile.low)} to ${latencyText(percentile.high)}`}>
      {latencyText(percentile.value)}
      <span className="text-12 text-text-3"> ≤ {latencyText(percentile.high)}</span>
    </span>
  );

const COLUMNS: readonly Column<Market>[] = [
  { id: "exchange", header: "Exchange", width: 140, cell: (row) => row.exchange },
  { id: "symbol", header: "Instrument", width: 140, cell: (row) => row.symbol ?? "all" },
  { id: "n", header: "n", width: 100, align: "right", cell: (row) => groupThousands(row.figures.n) },
  { id: "p50", header: "p50", width: 150, align: "right", cell: (row) => show(row.figures.p50) },
  { id: "p95", header: "p95", width: 150, align: "right", cell: (row) => show(row.figures.p95) },
  { id: "p99", header: "p99", width: 150, align: "right", cell: (row) => show(row.figures.p99) },
  { id: "p999", header: "p99.9", width: 150, align: "right", cell: (row) => show(row.figures.p999) },
  {
    id: "negative",
    header: "Ahead of our clock",
    width: 150,
    align: "right",
    cell: (row) => (row.figures.negative === 0 ? "none" : groupThousands(row.figures.negative)),
  },
];
const rowKey = (row: Market) => row.key;

/** The chosen stage by exchange or instrument. */
export function MarketsPanel() {
  const trpc = useTRPC();
  const [{ range }] = useGlobalParams();
  const [{ exchange, stage, by }, setParams] = useQueryStates(latencyParams, { history: "push" });
  const query = useQuery(
    trpc.latency.markets.queryOptions(
      { range, exchange, stage, by },
      { ...useLiveOptions(5_000), placeholderData: keepPreviousData },
    ),
  );
  return (
    <Panel
      title={by === "exchange" ? "By exchange" : "By instrument"}
      subtitle={`${STAGE[stage].word}, each from its own trades; beside each figure the upper end of its 95 % interval`}
      flush
      actions={
        <ChipGroup
          label="Group by"
          mode="single"
          required
          chips={[
            { value: "exchange", label: "Exchange" },
            { value: "instrument", label: "Instrument" },
          ]}
          selected={[by]}
          onChange={([next]) => void setParams({ by: next ?? "exchange" })}
        />
      }
    >
      <QueryView query={query} loading={<SkeletonRows rows={4} columns={7} />}>
        {(markets) =>
          markets.length === 0 ? (
            <EmptyState icon={Gauge} title="Nothing was measured in this range">
              Latencies appear with live trades: ingest counts each one as it is committed.
            </EmptyState>
          ) : (
            <DataTable
              label={by === "exchange" ? "Latency by exchange" : "Latency by instrument"}
              columns={COLUMNS}
              rows={markets}
              rowKey={rowKey}
              minWidth={1_080}
              maxHeight="420px"
            />
          )
        }
      </QueryView>
    </Panel>
  );
}
