import type { Query } from "../../client";
import type { TradeCondition } from "./trade-conditions";

/** The conditions as SQL, each with `and` before it and its value bound; nothing where there is none. */
export function bindConditions(sql: Query, conditions: readonly TradeCondition[]) {
  return conditions.reduce(
    (all, { on, value, type }) => sql`${all} and ${sql.unsafe(on)} (${value}::text::${sql.unsafe(type)})`,
    sql``,
  );
}
