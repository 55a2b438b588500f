import type { Stretch } from "@/domain/candle/cover-range";
import { formatMicros } from "@/domain/time/micros";
import type { Query } from "../../client";

export interface TradeCount {
  trades: bigint;
  /** whether no day of the stretches was taken by retention: such a day counts as empty, whatever came to it since */
  complete: boolean;
}

/**
 * How many trades of these instruments are stored in the stretches: candles know theirs, and are written with them.
 * Days that retention has taken have candles still, and no trades: they are left out.
 */
export async function countTrades(
  sql: Query,
  instrumentIds: readonly number[],
  stretches: readonly Stretch[],
): Promise<TradeCount> {
  const [first, last] = [stretches.at(0), stretches.at(-1)];
  if (first === undefined || last === undefined) return { trades: 0n, complete: true };
  const ids = instrumentIds.map(String);
  const parts = stretches.map(({ grain, from, to }) => {
    const [begins, ends] = [formatMicros(from), formatMicros(to)];
    return grain === "trades"
      ? sql`(select count(*) from trades where instrument_id = any (${ids}::text[]::int4[])
          and time >= ${begins}::timestamptz and time < ${ends}::timestamptz)`
      : sql`(select coalesce(sum(trades), 0) from ${sql(`candles_${grain}`)}
          where instrument_id = any (${ids}::text[]::int4[])
            and bucket >= ${begins}::timestamptz and bucket < ${ends}::timestamptz
            and (bucket at time zone 'UTC')::date not in (select day from retired_days))`;
  });
  const sum = parts.reduce((left, right) => sql`${left} + ${right}`);
  const [row] = await sql<TradeCount[]>`
    select (${sum})::int8 as trades, not exists (
      select from retired_days
      where day >= (${formatMicros(first.from)}::timestamptz at time zone 'UTC')::date
        and day <= (${formatMicros(last.to)}::timestamptz at time zone 'UTC')::date) as complete`;
  return row ?? { trades: 0n, complete: true };
}
