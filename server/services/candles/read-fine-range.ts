import { listMinuteCounts } from "@/db/queries/web/list-minute-counts";
import type { CandleRow } from "@/db/queries/web/read-candles";
import { readFineCandles } from "@/db/queries/web/read-fine-candles";
import { readTradeCandles } from "@/db/queries/web/read-trade-candles";
import { MICROS_PER_MINUTE, type Micros } from "@/domain/time/micros";
import { askCancellably } from "@/server/cancellable";
import { database } from "@/server/database";
import { splitKept } from "@/server/services/candles/split-kept";

export interface FineRangeQuestion {
  instrumentId: number;
  /** start of a candle */
  from: Micros;
  /** exclusive */
  to: Micros;
  /** length of a candle, µs: 1, 5 or 15 s */
  step: Micros;
}

/** Candles below a minute, oldest first: of loud minutes as maintenance keeps them, of all others from their trades. */
export async function readFineRange({
  instrumentId,
  from,
  to,
  step,
}: FineRangeQuestion): Promise<CandleRow[]> {
  const sql = database();
  // A minute is kept whole or not at all.
  const first = Math.floor(from / MICROS_PER_MINUTE) * MICROS_PER_MINUTE;
  const end = Math.ceil(to / MICROS_PER_MINUTE) * MICROS_PER_MINUTE;
  const [kept, minutes] = await Promise.all([
    readFineCandles(sql, { instrumentId, seconds: step / 1_000_000, from: first, to: end }),
    listMinuteCounts(sql, instrumentId, first, end),
  ]);
  const { candles, stretches } = splitKept({ kept, minutes, from, to, step });
  if (stretches.length === 0) return candles;
  const made = await askCancellably(
    undefined,
    (tx) => readTradeCandles(tx, { instrumentId, stretches, step }),
    "no workers",
  );
  if (candles.length === 0) return made;
  return [...candles, ...made].sort((one, other) => one.bucket - other.bucket);
}
