import type { ReplaySelection } from "@/domain/dead-letter/letter-filter";
import type { Query } from "../../client";
import { letterConditions } from "./letter-conditions";

/** Locks the letters of a selection that are in a state, in order; at most `limit` of them. */
export async function lockLetters(
  tx: Query,
  selection: ReplaySelection,
  state: "failed" | "discarded",
  limit: number,
): Promise<bigint[]> {
  const chosen =
    selection.kind === "ids"
      ? tx`and d.id = any (${selection.ids}::int8[])`
      : letterConditions(tx, { ...selection.filter, states: [] });
  const rows = await tx<{ id: bigint }[]>`
    select d.id from dead_letters d where d.state = ${state} ${chosen} order by d.id limit ${limit} for update`;
  return rows.map((row) => row.id);
}

/** Sets letters aside for good, or takes them back, once they are locked. */
export async function changeState(
  tx: Query,
  ids: readonly bigint[],
  to: "failed" | "discarded",
  note: string | null,
): Promise<void> {
  await tx`
    update dead_letters set state = ${to}, note = ${note}, updated_at = now()
    where id = any (${ids.map(String)}::int8[])`;
}
