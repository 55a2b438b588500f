import type { Transaction } from "../../client";
import type { TradeColumns } from "./insert-undecided";

/**
 * Which duplicates came with another price, quantity or side than the trade that was kept. A number that came again
 * with another time is looked for within a day of it; where retention took the kept one, nothing can be said.
 * @returns for each trade whether it is a conflict
 */
export async function findConflicts(
  tx: Transaction,
  again: Pick<TradeColumns, "time" | "instrumentId" | "side" | "price" | "quantity" | "tradeId">,
): Promise<boolean[]> {
  const rows = await tx<{ ord: bigint }[]>`
    select u.ord
    from unnest(${again.time}::text[], ${again.instrumentId}::int4[], ${again.side}::int2[],
      ${again.price}::numeric[], ${again.quantity}::numeric[], ${again.tradeId}::text[])
      with ordinality as u (time, instrument_id, side, price, quantity, trade_id, ord)
    left join trades same on same.instrument_id = u.instrument_id and same.time = u.time::timestamptz
      and same.trade_id = u.trade_id
    left join lateral (
      select t.price, t.quantity, t.side from trades t
      where same.trade_id is null and t.instrument_id = u.instrument_id and t.trade_id = u.trade_id
        and t.time between u.time::timestamptz - interval '1 day' and u.time::timestamptz + interval '1 day'
      limit 1
    ) moved on true
    where (same.trade_id is not null and (same.price, same.quantity, same.side) <> (u.price, u.quantity, u.side))
      or (moved.price is not null and (moved.price, moved.quantity, moved.side) <> (u.price, u.quantity, u.side))`;
  const conflicts = new Set(rows.map((row) => Number(row.ord)));
  return again.time.map((_, i) => conflicts.has(i + 1));
}
