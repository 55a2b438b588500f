import { formatMicros, type Micros } from "@/domain/time/micros";
import type { TradeFileColumn, TradeFileFormat } from "@/domain/trade/file-columns";
import type { Transaction } from "../../../client";
import { type TradeCondition, type TradeRowFilter, valueConditions } from "../trade-conditions";
import { copyStatement } from "./copy-statement";

/** A trade's place in the order of the file. */
export interface TradeKey {
  instrumentId: number;
  time: Micros;
  tradeId: string;
}

export interface TradeFileQuestion {
  instrumentIds: readonly number[];
  filter: TradeRowFilter;
  format: TradeFileFormat;
  columns: readonly TradeFileColumn[];
  header: boolean;
  /** the last row that the caller has */
  after: TradeKey | null;
  limit: number;
  /** decimals that hold every price and quantity, where the format has only so many */
  decimals: { digits: number; scale: number } | null;
}

export interface TradeFileHead {
  /** rows of the file, exactly */
  rows: number;
  /** the file's last row, where more rows follow it */
  last: TradeKey | null;
  /** a row that the format cannot hold */
  misfit: { tradeId: string; name: "price" | "quantity"; value: string } | null;
}

/** Counts what a file of trades will hold, and writes its COPY: both in one snapshot. */
export async function prepareTradeFile(
  tx: Transaction,
  question: TradeFileQuestion,
): Promise<{ head: TradeFileHead; text: string }> {
  // The trades' own index has the order; a sort or a hash would hold all rows, and the first would wait for the last.
  await tx`select set_config('enable_sort', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true)`;
  const { where, from, to } = await quoteConditions(tx, question);
  const sources = await tx<{ instrumentId: number; sourceId: number; rows: bigint }[]>`
    select instrument_id as "instrumentId", source_id as "sourceId", count(*) as rows
    from (select instrument_id, source_id from trades t where ${tx.unsafe(where)} limit ${question.limit + 1}) counted
    group by 1, 2`;
  const counted = sources.reduce((sum, one) => sum + Number(one.rows), 0);
  const rows = Math.min(counted, question.limit);
  const text = copyStatement({
    format: question.format,
    columns: question.columns,
    header: question.header,
    limit: question.limit,
    where,
    from,
    to,
    instrumentIds: [...new Set(sources.map((one) => one.instrumentId))],
    sourceIds: [...new Set(sources.map((one) => one.sourceId))],
  });
  const last = counted > rows ? await keyOfRow(tx, where, rows) : null;
  return { head: { rows, last, misfit: await findMisfit(tx, where, question) }, text };
}

/** COPY takes no parameters: the server itself quotes each value. */
async function quoteConditions(tx: Transaction, { instrumentIds, filter, after }: TradeFileQuestion) {
  const conditions: TradeCondition[] = [
    { on: "t.time >=", value: formatMicros(filter.from), type: "timestamptz" },
    { on: "t.time <", value: formatMicros(filter.to), type: "timestamptz" },
    ...valueConditions(filter),
  ];
  const values = [
    formatMicros(filter.from),
    formatMicros(filter.to),
    ...(after === null ? ["", ""] : [formatMicros(after.time), after.tradeId]),
    ...conditions.map(({ value }) => value),
  ];
  const quoted = await tx<{ literal: string }[]>`
    select quote_literal(u.value) as literal from unnest(${values}::text[]) with ordinality as u (value, ord)
    order by u.ord`;
  const [from, to, afterTime, afterId, ...literals] = quoted.map(({ literal }) => literal);
  const [only, ...others] = instrumentIds.map(Math.trunc);
  const where = [
    others.length === 0
      ? `t.instrument_id = ${only}`
      : `t.instrument_id in (${[only, ...others].join(", ")})`,
    ...conditions.map(({ on, type }, at) => `${on} (${literals[at]}::${type})`),
  ];
  if (after !== null) {
    const key = `(${Math.trunc(after.instrumentId)}, ${afterTime}::timestamptz, ${afterId})`;
    where.push(`(t.instrument_id, t.time, t.trade_id) > ${key}`);
    // Of one instrument, whole days before it are not looked at.
    if (others.length === 0) where.push(`t.time >= ${afterTime}::timestamptz`);
  }
  return { where: where.join(" and "), from: `${from}::timestamptz`, to: `${to}::timestamptz` };
}

async function keyOfRow(tx: Transaction, where: string, row: number): Promise<TradeKey | null> {
  const [key] = await tx<TradeKey[]>`
    select t.instrument_id as "instrumentId", (extract(epoch from t.time) * 1000000)::float8 as time,
      t.trade_id as "tradeId"
    from trades t where ${tx.unsafe(where)} order by t.instrument_id, t.time, t.trade_id offset ${row - 1} limit 1`;
  return key ?? null;
}

async function findMisfit(
  tx: Transaction,
  where: string,
  { decimals, limit }: TradeFileQuestion,
): Promise<TradeFileHead["misfit"]> {
  if (decimals === null) return null;
  const { digits, scale } = decimals;
  const most = `1e${digits - scale}`;
  const misfits = (name: string) => tx.unsafe(`(min_scale(${name}) > ${scale} or abs(${name}) >= ${most})`);
  const [row] = await tx<{ tradeId: string; price: string; quantity: string; isPrice: boolean }[]>`
    select trade_id as "tradeId", price, quantity, ${misfits("price")} as "isPrice" from (
      select t.trade_id, t.price, t.quantity from trades t where ${tx.unsafe(where)}
      order by t.instrument_id, t.time, t.trade_id limit ${limit}) file
    where ${misfits("price")} or ${misfits("quantity")} limit 1`;
  if (row === undefined) return null;
  return row.isPrice
    ? { tradeId: row.tradeId, name: "price", value: row.price }
    : { tradeId: row.tradeId, name: "quantity", value: row.quantity };
}
