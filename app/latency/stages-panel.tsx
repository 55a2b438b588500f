import { Figure } from "@/app/latency/figure";
import { STAGE, type Stages } from "@/app/latency/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { Badge } from "@/app/ui/badge";
import { Panel } from "@/app/ui/panel";

type Row = Stages["stages"][number];

const HEAD = ["Stage", "n", "p50", "p95", "p99", "p99.9", "Budget", "Against it"];

/** Each stage from its own measurements, beside what K2 allows it. */
export function StagesPanel({ stages }: { stages: Stages }) {
  return (
    <Panel
      title="Stages"
      subtitle="Percentiles with their 95 % intervals. Those of the whole are measured on the whole: percentiles of parts do not add up"
      flush
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label="Stages, with figures" className="overflow-x-auto">
        <table className="w-full min-w-[1080px] text-13">
          <thead>
            <tr>
              {HEAD.map((name, index) => (
                <th
                  key={name}
                  scope="col"
                  className={`border-line border-b px-3 py-2 font-medium text-12 text-text-3 first:pl-4 ${index === 0 || index > 5 ? "text-left" : "text-right"}`}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stages.stages.map((row) => (
              <StageRow key={row.stage} row={row} enough={stages.enough} />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function StageRow({ row, enough }: { row: Row; enough: Stages["enough"] }) {
  const { figures, budget, stage } = row;
  const cell = "px-3 py-2 text-right align-top";
  return (
    <tr className="border-line border-b last:border-b-0">
      <th scope="row" className="px-4 py-2 text-left align-top font-medium">
        {STAGE[stage].word}
        <span className="block max-w-60 font-normal text-12 text-text-3">{STAGE[stage].note}</span>
      </th>
      <td className={cell}>{groupThousands(figures.n)}</td>
      <td className={cell}>
        <Figure percentile={figures.p50} enough={enough.p50} />
      </td>
      <td className={cell}>
        <Figure percentile={figures.p95} enough={enough.p95} />
      </td>
      <td className={cell}>
        <Figure percentile={figures.p99} enough={enough.p99} />
      </td>
      <td className={cell}>
        <Figure percentile={figures.p999} enough={enough.p999} />
      </td>
      <td className="px-3 py-2 align-top text-text-2">
        <span className="whitespace-nowrap">
          {budget.p50} / {budget.p99} / {budget.p999} ms
        </span>
        <span className="block text-12 text-text-3">p50 / p99 / p99.9</span>
      </td>
      <td className="px-3 py-2 align-top">
        <Against row={row} />
      </td>
    </tr>
  );
}

/** Whether each percentile that is known stays within its budget. */
function Against({ row: { figures, budget } }: { row: Row }) {
  const over = (
    [
      ["p50", figures.p50, budget.p50],
      ["p99", figures.p99, budget.p99],
      ["p99.9", figures.p999, budget.p999],
    ] as const
  ).filter(([, figure, allowed]) => figure !== null && figure.value > allowed * 1_000);
  if (figures.p50 === null) return <span className="text-text-3">not measured</span>;
  if (over.length === 0) return <Badge tone="ok">Within</Badge>;
  return <Badge tone="warn">{`Over at ${over.map(([name]) => name).join(", ")}`}</Badge>;
}
