import clsx from "clsx";
import { percent, usd } from "@/app/cost/money";
import { componentCosts } from "@/app/cost/result/components";
import type { CostEstimate } from "@/domain/cost/estimate/estimate-cost";

/** The month by component, to scale; below it the same in words. Drawn by the page, not by a canvas: it follows a drag. */
export function ComponentBar({ estimate }: { estimate: CostEstimate }) {
  const costs = componentCosts(estimate);
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="text-12 text-text-3">
        By component, USD a month and share of the total
      </figcaption>
      <div aria-hidden className="flex h-6 gap-px overflow-hidden rounded-sm bg-surface-2">
        {costs.map(({ group, fill, usd: amount, share }) =>
          share > 0 ? (
            <span
              key={group}
              title={`${group}: ${usd(amount)}, ${percent(share)}`}
              className={clsx("h-full min-w-[2px]", fill)}
              style={{ width: `${share * 100}%` }}
            />
          ) : null,
        )}
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-13">
        {costs.map(({ group, fill, usd: amount, share }) => (
          <li key={group} className="flex items-center gap-1.5">
            <span aria-hidden className={clsx("size-2.5 rounded-[2px]", fill)} />
            <span className="text-text-2">{group}</span>
            <span className="font-medium">{usd(amount, 0)}</span>
            <span className="text-12 text-text-3">{percent(share)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
