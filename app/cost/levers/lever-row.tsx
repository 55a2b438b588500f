"use client";

import clsx from "clsx";
import { usdDelta } from "@/app/cost/money";
import { Badge } from "@/app/ui/badge";
import { Button } from "@/app/ui/button";
import type { LeverSaving } from "@/domain/cost/analysis/lever-savings";

interface LeverRowProps {
  saving: LeverSaving;
  /** counted in what the levers save together; left out for those that cannot be */
  isTicked?: boolean;
  onTick?: () => void;
  onPull: () => void;
}

const CELL = "border-line border-t py-1.5 align-top";

/** A lever: what it saves, what it costs in other coin, and the button that pulls it. */
export function LeverRow({ saving, isTicked, onTick, onPull }: LeverRowProps) {
  const { title, tradeOff, delta, infeasible } = saving;
  const changesNothing = Math.abs(Number(delta)) < 0.005;
  const saves = !changesNothing && delta.startsWith("-");
  return (
    <tr>
      <td className={`${CELL} w-9 pl-4`}>
        {onTick && (
          <input
            type="checkbox"
            aria-label={`Count ${title} together with the others`}
            checked={isTicked}
            onChange={onTick}
            className="mt-0.5 size-4 accent-accent"
          />
        )}
      </td>
      <td className={`${CELL} px-2`}>
        <span className="block font-medium">{title}</span>
        <span className="block text-12 text-text-3">{tradeOff}</span>
        {infeasible !== null && (
          <span className="mt-1 flex items-start gap-2 text-12 text-text-2">
            <Badge tone="bad" className="shrink-0">
              cannot be built
            </Badge>
            {infeasible}
          </span>
        )}
      </td>
      <td
        className={clsx(
          `${CELL} px-2 text-right whitespace-nowrap`,
          saves && "font-medium text-ok",
          infeasible !== null && "line-through",
        )}
      >
        {changesNothing ? <span className="text-text-3">no change</span> : usdDelta(delta)}
      </td>
      <td className={`${CELL} w-20 pr-4 text-right`}>
        <Button size="sm" aria-label={`Pull: ${title}`} isDisabled={changesNothing} onPress={onPull}>
          Pull
        </Button>
      </td>
    </tr>
  );
}
