import type { Sql } from "@/db/client";
import { finishPlan } from "@/db/queries/replay/finish-plan";
import { insertItems } from "@/db/queries/replay/insert-items";
import type { ClaimedJob } from "@/db/queries/replay/job-row";
import { leaveJob } from "@/db/queries/replay/leave-job";
import { loadUnproved } from "@/db/queries/replay/load-unproved";
import { newestTimes } from "@/db/queries/replay/newest-times";
import { saveVerdicts } from "@/db/queries/replay/save-verdicts";
import { summariseVerdicts } from "@/db/queries/replay/summarise-verdicts";
import type { ReplayPlan } from "@/domain/dead-letter/replay-plan";
import type { DecodedTrade, InstrumentKey } from "@/domain/trade/types";
import { traceStep } from "../job-trace";
import type { Lease } from "./lease";
import { type ProofDeps, proveChunk } from "./prove-chunk";

/** A job of more letters is no job for one plan: narrow the filter. */
const MAX_LETTERS = 1_000_000;
const CHUNK_LETTERS = 2_000;
const CHUNK_BYTES = 8_000_000;
/** instruments that a plan names */
const MAX_INSTRUMENTS = 50;

interface Touched extends InstrumentKey {
  trades: number;
  older: number;
  newest: number | null;
}

/** Writes down the letters that a plan means, proves each, and sums up; or says why there is nothing to plan. */
export async function planJob(deps: ProofDeps, job: ClaimedJob, lease: Lease): Promise<void> {
  const { sql, build } = deps;
  const letters = await sql.begin((tx) => insertItems(tx, job, MAX_LETTERS + 1));
  const refuse = (note: string) => leaveJob(sql, lease.held, { state: "refused", note, progress: null });
  if (letters === 0) return void (await refuse("No letter matches any more."));
  if (letters > MAX_LETTERS)
    return void (await refuse(
      `More than ${MAX_LETTERS.toLocaleString("en-US")} letters match. Narrow the filter, and replay in parts.`,
    ));

  const touched = new Map<string, Touched>();
  let after = 0n;
  while (true) {
    if (lease.broken() !== null) return; // cancelled, or another worker begins anew
    const items = await loadUnproved(sql, job.id, after, CHUNK_LETTERS, CHUNK_BYTES);
    const last = items.at(-1);
    if (last === undefined) break;
    after = last.letterId;
    const proof = await traceStep("prove", { attributes: { "k2.letters": items.length } }, async () => {
      const proved = await proveChunk(deps, items, job.patch);
      await saveVerdicts(sql, job.id, proved.verdicts);
      return proved;
    });
    await touch(sql, touched, proof.trades);
  }
  const summary = await summariseVerdicts(sql, job.id, build);
  const { store, duplicate, ignored, fails } = summary.letters;
  const sendable = store + duplicate + ignored + (job.force ? fails : 0);
  const plan: ReplayPlan = {
    ...summary,
    letters: { ...summary.letters, sendable },
    instruments: [...touched.values()]
      .map(({ newest: _newest, ...one }) => one)
      .sort((a, b) => b.older - a.older || b.trades - a.trades)
      .slice(0, MAX_INSTRUMENTS),
    seconds: sendable / job.rate,
  };
  await finishPlan(sql, lease.held, plan, build);
}

/** Adds what letters carry to the instruments that they touch: a trade older than the newest stored comes out of order. */
async function touch(
  sql: Sql,
  touched: Map<string, Touched>,
  trades: readonly DecodedTrade[],
): Promise<void> {
  const nameOf = (one: InstrumentKey) => `${one.exchange}\u0000${one.market}\u0000${one.symbol}`;
  const fresh = new Map<string, InstrumentKey>();
  for (const trade of trades) if (!touched.has(nameOf(trade))) fresh.set(nameOf(trade), trade);
  const newest = fresh.size === 0 ? [] : await newestTimes(sql, [...fresh.values()]);
  [...fresh].forEach(([name, { exchange, market, symbol }], i) => {
    touched.set(name, { exchange, market, symbol, trades: 0, older: 0, newest: newest[i] ?? null });
  });
  for (const trade of trades) {
    const one = touched.get(nameOf(trade));
    if (one === undefined) continue;
    one.trades++;
    if (one.newest !== null && trade.timeMicros < one.newest) one.older++;
  }
}
