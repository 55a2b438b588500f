"use client";

import { memo, useState } from "react";
import { usd, usdPerMillion } from "@/app/cost/money";
import { LineRow } from "@/app/cost/result/line-row";
import { Panel } from "@/app/ui/panel";
import type { CostEstimate } from "@/domain/cost/estimate/estimate-cost";
import type { LineId } from "@/domain/cost/estimate/lines";

const HEAD = "h-8 px-2 text-12 font-medium text-text-3";

/** Every line of the bill, with the formula that made it. */
export const LinesPanel = memo(function LinesPanel({ estimate }: { estimate: CostEstimate }) {
  const [open, setOpen] = useState<ReadonlySet<LineId>>(new Set());
  const toggle = (id: LineId) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <Panel
      title="Lines"
      subtitle="USD a month in steady state; the formula of a line is on hover and focus, its prices where it is opened"
      flush
    >
      <div className="overflow-x-auto">
        <table className="w-full text-13" data-testid="cost-lines">
          <thead>
            <tr>
              <th scope="col" className={`${HEAD} pl-4 text-left`}>
                Line
              </th>
              <th scope="col" className={`${HEAD} text-right`}>
                USD/month
              </th>
              <th scope="col" className={`${HEAD} text-right max-sm:hidden`}>
                USD/M messages
              </th>
              <th scope="col" className={`${HEAD} pr-4 text-left max-sm:hidden`}>
                Share
              </th>
            </tr>
          </thead>
          <tbody>
            {estimate.lines.map((line) => (
              <LineRow
                key={line.id}
                line={line}
                isOpen={open.has(line.id)}
                onToggle={() => toggle(line.id)}
              />
            ))}
          </tbody>
          <tfoot>
            <tr className="border-line border-t font-semibold">
              <th scope="row" className="h-9 px-2 pl-4 text-left">
                Total
              </th>
              <td className="px-2 text-right">{usd(estimate.total)}</td>
              <td className="px-2 text-right max-sm:hidden">{usdPerMillion(estimate.perMillionMessages)}</td>
              <td className="max-sm:hidden" />
            </tr>
          </tfoot>
        </table>
      </div>
    </Panel>
  );
});
