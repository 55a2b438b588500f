import { Decimal } from "decimal.js";
import type { Sql } from "@/db/client";
import { compareCandles } from "@/db/queries/ledger/compare-candles";
import type { Simulator } from "@/dev/simulator/api";
import type { InstrumentTruth } from "@/dev/simulator/truth";
import { type Ledger, readLedger } from "@/server/services/ledger/read-ledger";

const Exact = Decimal.clone({ precision: 60, toExpNeg: -60, toExpPos: 60 });

/** Holds the database against the simulator's memory. @returns every difference, in words; none where all is well */
export async function verify(
  sql: Sql,
  simulator: Simulator,
): Promise<{ problems: string[]; trades: number }> {
  const problems: string[] = [];
  const ledger = await readLedger(sql, { recount: true });
  if (!ledger.balanced) problems.push(`the ledger does not balance: ${unbalanced(ledger)}`);
  let trades = 0;
  for (const truth of simulator.truths()) {
    trades += truth.heard.count;
    problems.push(...compare(ledger, truth));
  }
  for (const size of ["1m", "1h", "1d"] as const) {
    for (const difference of await compareCandles(sql, size))
      problems.push(`candle ${size} ${JSON.stringify(difference)} differs from its trades`);
  }
  const [twice] = await sql<{ n: bigint }[]>`
    select count(*) as n from (select 1 from trades group by instrument_id, sequence having count(*) > 1) t`;
  if (twice !== undefined && twice.n > 0n) problems.push(`${twice.n} trades are stored twice`);
  return { problems, trades };
}

function compare(ledger: Ledger, truth: InstrumentTruth): string[] {
  const name = `${truth.venue} ${truth.symbol}`;
  const stored = ledger.instruments.find(
    (one) => one.exchange === truth.venue && one.symbol === truth.symbol,
  );
  if (stored === undefined) return truth.heard.count === 0 ? [] : [`${name} is not stored at all`];
  const problems: string[] = [];
  const expect = (what: string, actual: string, expected: string) => {
    if (!new Exact(actual).equals(expected))
      problems.push(`${name}: ${what} ${actual}, the venue says ${expected}`);
  };
  expect("stored trades", String(stored.stored), String(truth.heard.count));
  expect("quantity", stored.quantity, truth.heard.quantity);
  expect("notional", stored.notional, truth.heard.notional);
  // What was lost before the first or after the last trade heard cannot be told by numbers alone.
  const inside = truth.unheard
    .map(({ from, to }) => ({ from: BigInt(from), to: BigInt(to) }))
    .filter(({ from, to }) => to > (stored.minSequence ?? 0n) && from < (stored.maxSequence ?? 0n));
  const missing = stored.gaps.map(({ from, to }) => `${from}-${to}`).join(" ");
  const unheard = inside.map(({ from, to }) => `${from}-${to}`).join(" ");
  if (missing !== unheard)
    problems.push(`${name}: missing ${missing || "none"}, the venue says ${unheard || "none"}`);
  return problems;
}

function unbalanced(ledger: Ledger): string {
  const partitions = ledger.partitions
    .filter((one) => !one.balanced)
    .map((one) => `${one.topic}/${one.partition} stored ${one.stored}, found ${one.recounted}`);
  const instruments = ledger.instruments
    .filter((one) => !one.balanced)
    .map(
      (one) =>
        `${one.exchange} ${one.symbol} stored ${one.stored}, found ${one.recounted}, missing ${one.missing}`,
    );
  return [...partitions, ...instruments].join("; ");
}
