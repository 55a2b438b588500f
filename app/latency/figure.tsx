import { intervalText, latencyText, type Percentile } from "@/app/latency/words";
import { groupThousands } from "@/app/lib/format/decimal";

/** A percentile with its interval; or that the sample is too small for it. */
export function Figure({ percentile, enough }: { percentile: Percentile; enough: number }) {
  if (percentile === null)
    return (
      <span className="text-12 text-text-3" title={`needs ${groupThousands(enough)} trades`}>
        n too small
      </span>
    );
  return (
    <span title={`95 % interval: ${intervalText(percentile)}`}>
      {latencyText(percentile.value)}
      <span className="block text-12 whitespace-nowrap text-text-3">{intervalText(percentile)}</span>
    </span>
  );
}
