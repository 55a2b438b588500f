"use client";

import { useQuery } from "@tanstack/react-query";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { bytesText } from "@/app/pipeline/span-text";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { RelativeTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";
import { type Column, DataTable } from "@/app/ui/table/data-table";

type Storage = ApiOutput["pipeline"]["storage"];
type Size = { name: string; bytes: bigint; rows: bigint };
type Run = Storage["runs"][number];

const SIZES: readonly Column<Size>[] = [
  { id: "name", header: "Table", cell: (row) => <span className="mono text-12">{row.name}</span> },
  { id: "bytes", header: "Size", width: 110, align: "right", cell: (row) => bytesText(row.bytes) },
  {
    id: "rows",
    header: "Rows, about",
    width: 120,
    align: "right",
    cell: (row) => (row.rows < 0n ? "not analysed" : groupThousands(row.rows)),
  },
];
const RUNS: readonly Column<Run>[] = [
  { id: "task", header: "Task", width: 130, cell: (row) => row.task },
  {
    id: "done",
    header: "Last done",
    width: 140,
    align: "right",
    cell: (row) => (row.doneAt === null ? "never" : <RelativeTime micros={row.doneAt} />),
  },
  {
    id: "took",
    header: "Took",
    width: 90,
    align: "right",
    cell: (row) => (row.tookMs === null ? "" : `${groupThousands(row.tookMs)} ms`),
  },
  {
    id: "error",
    header: "Last error",
    cell: (row) =>
      row.error === null || row.errorAt === null ? (
        <span className="text-text-3">none</span>
      ) : (
        <span title={row.error}>
          <RelativeTime micros={row.errorAt} />: {row.error}
        </span>
      ),
  },
];
const sizeKey = (row: Size) => row.name;
const runKey = (row: Run) => row.task;

/** Days and sizes of the tables, what retention did, and who keeps them in shape. */
export function StoragePanel() {
  const trpc = useTRPC();
  const query = useQuery(trpc.pipeline.storage.queryOptions({}, useLiveOptions(15_000)));
  return (
    <>
      <Panel title="Tables" subtitle="With their indexes; a partition a UTC day of trades" flush>
        <QueryView query={query} loading={<SkeletonRows rows={6} columns={3} />}>
          {(storage) => (
            <>
              <p className="px-4 pb-2 text-13 text-text-2">{summary(storage)}</p>
              <DataTable
                label="Tables"
                columns={SIZES}
                rows={sizes(storage)}
                rowKey={sizeKey}
                minWidth={420}
                maxHeight="300px"
              />
            </>
          )}
        </QueryView>
      </Panel>
      <Panel
        title="Maintenance"
        subtitle="What maintainers did last; each turn is taken by one of them"
        flush
      >
        <QueryView query={query} loading={<SkeletonRows rows={6} columns={4} />}>
          {({ runs }) =>
            runs.length === 0 ? (
              <p className="px-4 pb-4 text-13 text-text-2">
                No maintainer has run. Start a worker with the role maintain.
              </p>
            ) : (
              <DataTable
                label="Maintenance"
                columns={RUNS}
                rows={runs}
                rowKey={runKey}
                minWidth={520}
                maxHeight="360px"
              />
            )
          }
        </QueryView>
      </Panel>
    </>
  );
}

function sizes({ trades, tables }: Storage): Size[] {
  return [
    ...trades.newest.map((one) => ({ name: `trades of ${one.day}`, bytes: one.bytes, rows: one.rows })),
    ...tables.map((one) => ({ name: one.table, bytes: one.bytes, rows: one.rows })),
  ];
}

function summary({ trades, retired, keptFrom }: Storage): string {
  const kept =
    trades.days === 0
      ? "No day of trades yet."
      : `${groupThousands(trades.days)} days of trades from ${trades.first} to ${trades.last}, ${bytesText(trades.bytes)}.`;
  const rule =
    keptFrom === null ? "Retention keeps everything." : `Retention keeps the days from ${keptFrom} on.`;
  const dropped =
    retired.days === 0
      ? ""
      : ` It dropped ${groupThousands(retired.days)} days with ${groupThousands(retired.trades)} trades (${bytesText(retired.bytes)}), which the ledger still counts.`;
  return `${kept} ${rule}${dropped}`;
}
