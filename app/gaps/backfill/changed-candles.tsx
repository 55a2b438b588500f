"use client";

import { commonPlaces, fixedDecimal, groupThousands } from "@/app/lib/format/decimal";
import { formatMicros } from "@/app/lib/format/time";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useGlobalParams } from "@/app/lib/url/use-global-params";

type Candles = ApiOutput["gaps"]["jobDetail"]["candles"];

const COLUMNS = ["Open", "High", "Low", "Close", "Volume", "Trades"] as const;

/** Minutes before and after: what the missing trades had kept from the chart. */
export function ChangedCandles({ candles }: { candles: Candles }) {
  const [{ tz }] = useGlobalParams();
  return (
    <section aria-label="Candles before and after" className="flex flex-col gap-2">
      <h3 className="font-semibold text-14">Candles before and after</h3>
      <div className="max-h-72 overflow-auto">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard */}
        <table tabIndex={0} className="w-full min-w-(--container-lg) text-12">
          <thead className="sticky top-0 bg-surface-1 text-text-3">
            <tr>
              <th scope="col" className="py-1 pr-2 text-left font-medium">
                Minute
              </th>
              {COLUMNS.map((name) => (
                <th key={name} scope="col" className="py-1 pl-2 text-right font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {candles.map((one) => (
              <tr key={`${one.instrumentId} ${one.bucket}`} className="border-line border-t align-top">
                <th scope="row" className="py-1 pr-2 text-left font-normal">
                  <span className="font-medium">{one.symbol}</span>
                  <span className="mono block text-text-3">{formatMicros(one.bucket, tz, "minute")}</span>
                </th>
                {COLUMNS.map((name, index) => {
                  const [before, after] = [one.before?.[index], one.after?.[index]];
                  const places =
                    index < 4 ? commonPlaces([...(before ? [before] : []), ...(after ? [after] : [])]) : 4;
                  const show = (value: string | undefined) =>
                    value === undefined
                      ? "none"
                      : groupThousands(index === 5 ? value : fixedDecimal(value, places));
                  const changed = before !== after;
                  return (
                    <td key={name} className="py-1 pl-2 text-right">
                      <span className={changed ? "block text-text-3 line-through" : "block text-text-3"}>
                        {show(before)}
                      </span>
                      <span className={changed ? "font-medium" : "text-text-2"}>{show(after)}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
