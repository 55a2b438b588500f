import { z } from "zod";
import { formatMicros } from "@/domain/time/micros";
import type { Query } from "../../client";
import { bindConditions } from "./bind-conditions";
import { type TradeRowFilter, valueConditions } from "./trade-conditions";

const explained = z.array(z.object({ Plan: z.object({ "Plan Rows": z.number() }) })).min(1);

/** How many rows the planner expects of a filter, from its statistics; nothing is read. */
export async function planTrades(
  sql: Query,
  filter: TradeRowFilter,
  instrumentIds: readonly number[],
): Promise<bigint> {
  const conditions = bindConditions(sql, valueConditions(filter));
  const [row] = await sql<{ "QUERY PLAN": unknown }[]>`
    explain (format json) select from trades t
    where t.instrument_id = any (${instrumentIds.map(String)}::text[]::int4[])
      and t.time >= ${formatMicros(filter.from)}::timestamptz and t.time < ${formatMicros(filter.to)}::timestamptz
      ${conditions}`;
  const [plan] = explained.parse(row?.["QUERY PLAN"]);
  return BigInt(Math.round(plan?.Plan["Plan Rows"] ?? 0));
}
