"use client";

import { useState } from "react";
import { percent, usd, usdPerMillion } from "@/app/cost/money";
import { Button } from "@/app/ui/button";
import type { CostAllocation } from "@/domain/cost/analysis/allocate-cost";

const SHOWN = 10;
const HEAD = "h-8 px-2 text-12 font-medium text-text-3";

interface AllocationTableProps {
  what: "exchanges" | "instruments";
  allocation: CostAllocation;
}

/** Shares of a bill, the largest first, and what could be given to nobody: the rows add up to the total. */
export function AllocationTable({ what, allocation }: AllocationTableProps) {
  const [all, setAll] = useState(false);
  const { allocations, unallocatedUsd, unallocatedShare } = allocation;
  const shown = all ? allocations : allocations.slice(0, SHOWN);
  return (
    <>
      <table className="w-full text-13" data-testid="cost-showback">
        <thead>
          <tr>
            <th scope="col" className={`${HEAD} pl-4 text-left`}>
              {what === "exchanges" ? "Exchange" : "Instrument"}
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              USD/month
            </th>
            <th scope="col" className={`${HEAD} text-right max-sm:hidden`}>
              USD/M of its messages
            </th>
            <th scope="col" className={`${HEAD} pr-4 text-right`}>
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, usd: amount, perMillionMessages, share }) => (
            <tr key={key} className="border-line border-t">
              <th scope="row" className="h-8 px-2 pl-4 text-left font-normal break-all">
                {key}
              </th>
              <td className="px-2 text-right font-medium">{usd(amount)}</td>
              <td className="px-2 text-right text-text-2 max-sm:hidden">
                {perMillionMessages === null ? "no message" : usdPerMillion(perMillionMessages)}
              </td>
              <td className="px-2 pr-4 text-right text-text-2">{percent(share)}</td>
            </tr>
          ))}
          <tr className="border-line border-t text-text-2">
            <th scope="row" className="h-8 px-2 pl-4 text-left font-normal">
              Nobody's: queries, metrics, logs, egress
            </th>
            <td className="px-2 text-right">{usd(unallocatedUsd)}</td>
            <td className="max-sm:hidden" />
            <td className="px-2 pr-4 text-right">{percent(unallocatedShare)}</td>
          </tr>
        </tbody>
      </table>
      {allocations.length > SHOWN && (
        <div className="border-line border-t px-4 py-2">
          <Button size="sm" aria-expanded={all} onPress={() => setAll(!all)}>
            {all ? `Only the first ${SHOWN}` : `All ${allocations.length}`}
          </Button>
        </div>
      )}
    </>
  );
}
