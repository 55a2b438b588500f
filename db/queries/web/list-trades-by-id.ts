import type { Micros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { listTradesAcross, type TradesAcrossQuestion } from "./list-trades-across";
import type { TradeRow } from "./trade-columns";

/** No more candles than this are looked into before all of the range is. */
const MOST_MINUTES = 64;
const INT8 = /^(?:0|[1-9]\d{0,17})$/;

/**
 * The same answer as `listTradesAcross` gives where the filter names a trade's id. Of a feed that numbers its trades the
 * ledger knows whether the number was ever stored, and the rollups know between which trades it lies; where those do
 * not find every trade that the ledger promises, and for other feeds, the range's index is read.
 */
export async function listTradesById(sql: Query, question: TradesAcrossQuestion): Promise<TradeRow[]> {
  const { tradeId, instrumentIds } = question;
  if (!tradeId || !INT8.test(tradeId)) return listTradesAcross(sql, question);
  const promised = await findEpochs(sql, instrumentIds, tradeId);
  if (promised === undefined) return listTradesAcross(sql, question);
  if (promised === 0) return [];
  const times = await findPlaces(sql, instrumentIds, tradeId);
  if (times.length < promised) return listTradesAcross(sql, question);
  return listTradesAcross(sql, {
    ...question,
    from: Math.max(question.from, Math.min(...times)),
    to: Math.min(question.to, Math.max(...times) + 1),
  });
}

/** In how many of the instruments' epochs a number was stored; undefined where one of the feeds does not number. */
async function findEpochs(
  sql: Query,
  instrumentIds: readonly number[],
  number: string,
): Promise<number | undefined> {
  const [row] = await sql<{ known: boolean; epochs: number }[]>`
    select bool_and(i.policy = 'contiguous'
        and exists (select from sequence_positions p where p.instrument_id = i.id)) as known, coalesce(sum((
      select count(*) from sequence_positions p
      where p.instrument_id = i.id and ${number}::text::int8 between p.lowest and p.highest
        and not exists (select from sequence_gaps g
          where g.instrument_id = p.instrument_id and g.epoch = p.epoch and g.state <> 'filled'
            and g.from_sequence <= ${number}::text::int8 and g.to_sequence >= ${number}::text::int8
            and g.missing @> ${number}::text::int8))), 0)::int as epochs
    from instruments i where i.id = any(${[...instrumentIds]}::int4[])`;
  return row?.known ? row.epochs : undefined;
}

/** When trades of this number were, where they lie in minutes whose first and last number are around it. */
async function findPlaces(sql: Query, instrumentIds: readonly number[], number: string): Promise<Micros[]> {
  const around = (alias: string) =>
    sql`and ${sql.unsafe(alias)}.open_tie <= ${number}::text::int8 and ${sql.unsafe(alias)}.close_tie >= ${number}::text::int8`;
  const rows = await sql<{ time: Micros }[]>`
    select t.time
    from unnest(${[...instrumentIds].map(String)}::text[]::int4[]) as u (instrument_id)
    cross join lateral (
      select m.bucket
      from candles_1d d
      join candles_1h h on h.instrument_id = u.instrument_id and h.bucket >= d.bucket
        and h.bucket < d.bucket + interval '1 day' ${around("h")}
      join candles_1m m on m.instrument_id = u.instrument_id and m.bucket >= h.bucket
        and m.bucket < h.bucket + interval '1 hour' ${around("m")}
      where d.instrument_id = u.instrument_id ${around("d")}
      limit ${MOST_MINUTES}) m
    cross join lateral (
      select (extract(epoch from t.time) * 1000000)::float8 as time from trades t
      where t.instrument_id = u.instrument_id and t.time >= m.bucket and t.time < m.bucket + interval '1 minute'
        and t.trade_id = ${number}
      -- One by one within its minute: an id alone seems so rare to the planner that it would read the index for it.
      offset 0) t`;
  return rows.map((row) => row.time);
}
