import { setTimeout as delay } from "node:timers/promises";
import type { Sql, Transaction } from "../../client";
import type { TradeDay } from "./list-trade-days";

export interface SortOptions {
  /** how long the whole console may have to wait behind the swap for those who read now */
  lockTimeoutMs?: number;
  /** how often the swap is tried … */
  tries?: number;
  /** … and what lies between: whoever reads for long must not be asked all the time, others wait behind the question */
  pauseMs?: number;
  signal?: AbortSignal;
}

const LOCK_TIMEOUT_MS = 500;
const TRIES = 12;
const PAUSE_MS = 5_000;

/** Trades of the day were stored after they were copied. */
class CameLate extends Error {}

/**
 * Writes a day's partition anew, its rows by instrument and time, and puts that in the old one's place: one transaction, so
 * that a crash leaves the old one. Nobody waits while rows are copied; for the swap everybody does, for a moment. A lock that
 * does not come in time is asked for again later, and trades that came meanwhile are copied before it is.
 * @returns the rows it holds; "busy", and nothing has changed, where the lock never came, trades never stopped to, or
 * another maintainer sorts a day
 */
export async function sortDay(sql: Sql, day: TradeDay, options: SortOptions = {}): Promise<bigint | "busy"> {
  const { lockTimeoutMs = LOCK_TIMEOUT_MS, tries = TRIES, pauseMs = PAUSE_MS, signal } = options;
  const rows = await sql.begin<bigint | "busy">(async (tx) => {
    const [turn] = await tx<{ ours: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtext('k2_sort_day')) as ours,
        set_config('lock_timeout', ${String(lockTimeoutMs)}, true), set_config('work_mem', '128MB', true),
        set_config('maintenance_work_mem', '256MB', true)`;
    if (!turn?.ours) return "busy";
    let stored = await storedOn(tx, day);
    let copied = await copySorted(tx, day);
    for (let left = tries; left > 0; left--) {
      signal?.throwIfAborted();
      try {
        await tx.savepoint((step) => swap(step, day, { stored, copied }));
        return copied;
      } catch (error) {
        if (!(error instanceof CameLate || isLockTimeout(error))) throw error;
        if (!(error instanceof CameLate)) await delay(pauseMs, undefined, { signal });
        stored = await storedOn(tx, day);
        copied += await copyLate(tx, day);
      }
    }
    await tx`drop table ${tx(nextOf(day))}`;
    return "busy";
  });
  if (rows !== "busy") await sql.unsafe(`vacuum (freeze, analyze) ${day.qualified}`);
  return rows;
}

const nextOf = ({ table }: TradeDay) => `${table}_sorted`;

/**
 * How many trades of the day were ever stored, by the candles, which commit with them: as long as it stays, no row came.
 * The rows themselves would have to be counted while everybody waits.
 */
async function storedOn(tx: Transaction, { day }: TradeDay): Promise<bigint> {
  const [row] = await tx<{ trades: bigint }[]>`
    select coalesce(sum(trades), 0)::int8 as trades from candles_1d where bucket = ${`${day} 00:00:00Z`}::text::timestamptz`;
  return row?.trades ?? 0n;
}

/** All that can be done while others read and write. */
async function copySorted(tx: Transaction, day: TradeDay): Promise<bigint> {
  const next = tx(nextOf(day));
  const { from, to } = boundsOf(day);
  await tx`create table ${next} (like trades including defaults including constraints)`;
  // Attached with the day's bounds as a constraint, it is not read once more.
  await tx`alter table ${next} add constraint in_day check (time >= ${tx.unsafe(from)} and time < ${tx.unsafe(to)})`;
  const { count } = await tx`
    insert into ${next} select * from ${tx.unsafe(day.qualified)} order by instrument_id, time, trade_id`;
  await tx`create unique index ${tx(`${nextOf(day)}_identity`)} on ${next} (instrument_id, time, trade_id)`;
  return BigInt(count);
}

/** Rows that came while the others were copied. */
async function copyLate(tx: Transaction, day: TradeDay): Promise<bigint> {
  const next = tx(nextOf(day));
  const { count } = await tx`
    insert into ${next} select * from ${tx.unsafe(day.qualified)} o where not exists (
      select from ${next} n where n.instrument_id = o.instrument_id and n.time = o.time and n.trade_id = o.trade_id)`;
  return BigInt(count);
}

async function swap(
  tx: Transaction,
  day: TradeDay,
  { stored, copied }: { stored: bigint; copied: bigint },
): Promise<void> {
  const old = tx.unsafe(day.qualified);
  const { from, to } = boundsOf(day);
  await tx`lock table only trades, ${old} in access exclusive mode`;
  // Thrown, not returned: only a savepoint that is rolled back gives its locks back.
  if ((await storedOn(tx, day)) !== stored) throw new CameLate();
  await tx`alter table trades detach partition ${old}`;
  await tx`drop table ${old}`;
  await tx`alter table ${tx(nextOf(day))} rename to ${tx(day.table)}`;
  await tx`alter index ${tx(`${nextOf(day)}_identity`)} rename to ${tx(`${day.table}_identity`)}`;
  await tx`alter table trades attach partition ${old} for values from (${tx.unsafe(from)}) to (${tx.unsafe(to)})`;
  await tx`alter table ${old} drop constraint in_day`;
  await tx`
    insert into sorted_days (day, relation, trades)
    values (${day.day}::text::date, ${day.qualified}::text::regclass, ${copied})
    on conflict (day) do update set relation = excluded.relation, trades = excluded.trades, sorted_at = now()`;
}

function boundsOf({ day }: TradeDay): { from: string; to: string } {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return { from: `'${day} 00:00:00+00'`, to: `'${next} 00:00:00+00'` };
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "55P03";
}
