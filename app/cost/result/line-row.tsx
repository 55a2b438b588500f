"use client";

import clsx from "clsx";
import { ChevronRight, History } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { percent, usd, usdPerMillion } from "@/app/cost/money";
import { fillOf } from "@/app/cost/result/components";
import { Formula } from "@/app/cost/result/formula";
import { LineDetail } from "@/app/cost/result/line-detail";
import { Badge } from "@/app/ui/badge";
import { Tooltip } from "@/app/ui/tooltip";
import type { CostLine } from "@/domain/cost/estimate/cost-line";

interface LineRowProps {
  line: CostLine;
  isOpen: boolean;
  onToggle: () => void;
}

/** A line: its formula on hover and focus, opened its prices too. */
export function LineRow({ line, isOpen, onToggle }: LineRowProps) {
  const isWeak = line.prices.some(({ confidence }) => confidence === "low");
  const isStale = line.prices.some(({ stale }) => stale === true);
  const isGiven = line.prices.some(({ confidence }) => confidence === "given");
  return (
    <>
      <tr className="border-line border-t" data-line={line.id}>
        <th scope="row" className="px-2 pl-2 text-left font-normal">
          <Tooltip wide placement="top" content={<Formula line={line} />}>
            <Button
              aria-expanded={isOpen}
              onPress={onToggle}
              className="flex min-h-8 w-full items-center gap-2 rounded-sm px-2 text-left hovered:bg-surface-2"
            >
              <ChevronRight
                aria-hidden
                size={13}
                className={clsx("shrink-0 text-text-3", isOpen && "rotate-90")}
              />
              <span aria-hidden className={clsx("size-2.5 shrink-0 rounded-[2px]", fillOf(line.group))} />
              <span>{line.title}</span>
              {isWeak && <Badge tone="warn">low confidence</Badge>}
              {isGiven && <Badge tone="accent">your price</Badge>}
              {isStale && (
                <span title="a price older than 90 days" className="text-warn">
                  <History aria-hidden size={13} />
                  <span className="sr-only">, with a price older than 90 days</span>
                </span>
              )}
            </Button>
          </Tooltip>
        </th>
        <td className="px-2 text-right font-medium">
          <data value={line.usd} title={`$${line.usd}`}>
            {usd(line.usd)}
          </data>
        </td>
        <td className="px-2 text-right text-text-2 max-sm:hidden">
          {usdPerMillion(line.perMillionMessages)}
        </td>
        <td className="w-[22%] px-2 pr-4 max-sm:hidden">
          <span className="flex items-center gap-2">
            <span aria-hidden className="h-2 w-full max-w-32 overflow-hidden rounded-sm bg-surface-2">
              <span
                className={clsx("block h-full", fillOf(line.group))}
                style={{ width: `${line.share * 100}%` }}
              />
            </span>
            <span className="w-14 shrink-0 text-right text-12 text-text-2">{percent(line.share)}</span>
          </span>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={4} className="px-4 pt-1 pb-3">
            <LineDetail line={line} />
          </td>
        </tr>
      )}
    </>
  );
}
