import type { FileInstrument } from "@/db/queries/web/trade-file/list-file-instruments";
import { formatMicros, type Micros } from "@/domain/time/micros";

/** `k2-trades-binance-spot-BTCUSDT-20260809T120000Z-20260809T130000Z.csv`: says what is in it, and any system takes it. */
export function fileName(
  instruments: readonly FileInstrument[],
  range: { from: Micros; to: Micros },
  format: string,
): string {
  const [only] = instruments;
  const of =
    instruments.length === 1 && only !== undefined
      ? `${only.exchange}-${only.market}-${only.symbol}`
      : `${instruments.length}-instruments`;
  const harmless = of.replaceAll(/[^A-Za-z0-9.-]+/g, "-").slice(0, 80);
  return `k2-trades-${harmless}-${compact(range.from)}-${compact(range.to)}.${format}`;
}

function compact(time: Micros): string {
  return `${formatMicros(time).slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}
