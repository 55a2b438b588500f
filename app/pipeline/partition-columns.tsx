import { formatRate, groupThousands } from "@/app/lib/format/decimal";
import { spanText } from "@/app/pipeline/span-text";
import type { Partition } from "@/app/pipeline/topic-sums";
import { Badge } from "@/app/ui/badge";
import { ExactNumber } from "@/app/ui/exact-number";
import { RelativeTime } from "@/app/ui/relative-time";
import type { Column } from "@/app/ui/table/data-table";

const rate = (value: number | null) => (value === null ? "" : formatRate(Math.max(0, value)));

export const PARTITION_COLUMNS: readonly Column<Partition>[] = [
  {
    id: "topic",
    header: "Topic / partition",
    width: 320,
    cell: (row) => (
      <span className="mono text-12" title={row.topic}>
        {row.topic} / {row.partition}
      </span>
    ),
  },
  { id: "state", header: "Account", width: 130, cell: (row) => <PartitionBadge row={row} /> },
  {
    id: "lag",
    header: "Lag",
    width: 100,
    align: "right",
    cell: (row) =>
      row.lag === null ? <span className="text-text-3">not sampled</span> : <ExactNumber value={row.lag} />,
  },
  {
    id: "seconds",
    header: "In time",
    width: 100,
    align: "right",
    cell: (row) => (row.lagSeconds === null ? "" : row.lagSeconds === 0 ? "none" : spanText(row.lagSeconds)),
  },
  { id: "trend", header: "Trend", width: 190, cell: (row) => trendText(row) },
  {
    id: "produced",
    header: "In /s",
    width: 80,
    align: "right",
    cell: (row) => rate(row.producedPerSecond),
  },
  {
    id: "consumed",
    header: "Stored /s",
    width: 90,
    align: "right",
    cell: (row) => rate(row.consumedPerSecond),
  },
  {
    id: "next",
    header: "Next offset",
    width: 110,
    align: "right",
    cell: (row) => <ExactNumber value={row.nextOffset} />,
  },
  {
    id: "kept",
    header: "Kafka has from",
    width: 120,
    align: "right",
    cell: (row) => (row.lowOffset === null ? "" : <ExactNumber value={row.lowOffset} />),
  },
  {
    id: "total",
    header: "Consumed",
    width: 110,
    align: "right",
    cell: (row) => <ExactNumber value={row.consumed} />,
  },
  {
    id: "stored",
    header: "Stored",
    width: 110,
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
    width: 105,
    align: "right",
    cell: (row) => <ExactNumber value={row.deadLettered} />,
  },
  {
    id: "moved",
    header: "Moved",
    width: 100,
    align: "right",
    cell: (row) => <RelativeTime micros={row.movedAt} />,
  },
  {
    id: "reader",
    header: "Read by",
    width: 240,
    cell: (row) =>
      row.reader === null ? (
        <span className="text-text-3">nobody</span>
      ) : (
        <span className="mono text-12" title={row.reader}>
          {row.reader}
        </span>
      ),
  },
];

/** `growing by 12/s`, `done in 3 min 20 s` */
function trendText({ trend, trendPerSecond, etaSeconds }: Partition): string {
  switch (trend) {
    case "none":
      return "caught up";
    case "steady":
      return "steady";
    case "growing":
      return `growing by ${groupThousands(Math.ceil(trendPerSecond ?? 0))}/s`;
    case "shrinking":
      return `caught up in ${spanText(etaSeconds ?? 0)}`;
    case "unknown":
      return "";
  }
}

function PartitionBadge({ row }: { row: Partition }) {
  if (row.haltedAt !== null) return <Badge tone="bad">Halted</Badge>;
  if (row.lost > 0n) return <Badge tone="bad">Lost records</Badge>;
  return row.accountedFor ? <Badge tone="ok">Balanced</Badge> : <Badge tone="bad">Unbalanced</Badge>;
}
