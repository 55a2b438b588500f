import { usd } from "@/app/cost/money";
import { PriceBadges } from "@/app/cost/prices/price-badges";
import { Formula } from "@/app/cost/result/formula";
import type { CostLine } from "@/domain/cost/estimate/cost-line";

/** How a line was made: its formula, and every price in it with source, date and how far it can be trusted. */
export function LineDetail({ line }: { line: CostLine }) {
  return (
    <div className="flex flex-col gap-3 rounded bg-surface-2 px-3 py-2.5 text-12">
      <Formula line={line} />
      {line.range && (
        <p className="text-text-2">
          {usd(line.range.low)} to {usd(line.range.high)} a month at the extremes of its uncertain prices.
        </p>
      )}
      {line.prices.length > 0 && (
        <ul className="flex flex-col gap-2">
          {line.prices.map((price) => (
            <li key={price.id} className="flex flex-col gap-0.5 border-line border-t pt-2">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <code>{price.id}</code>
                <span className="font-medium">
                  {price.value} {price.unit}
                </span>
                <PriceBadges confidence={price.confidence} stale={price.stale === true} />
              </span>
              <span className="text-text-2">
                {price.source}; {price.asOf === null ? "undated" : `as of ${price.asOf}`}
                {price.note && <span className="text-text-3"> · {price.note}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
