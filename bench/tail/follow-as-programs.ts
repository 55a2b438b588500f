import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { BenchContext } from "../lib/context";
import { delaysOf, type Sighting } from "./delays";
import type { BenchMarket } from "./market";
import type { ReadersOrder, ReadersReport } from "./readers";

const FILE = path.resolve(import.meta.dirname, "readers.ts");
const SETTLE_MS = 2_000;

export interface Followed {
  /** ms, ascending: a delay a commit and reader */
  delays: number[];
  /** readers that counted another number of trades than were stored */
  wrong: number;
}

/** Programs in a process of their own follow the market while it runs. */
export async function followAsPrograms(
  context: BenchContext,
  market: BenchMarket,
  { url, readers, maxRows }: { url: string; readers: number; maxRows: number },
  run: () => Promise<void>,
): Promise<Followed> {
  const child = fork(FILE, { execArgv: ["--import", "tsx"], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const exited = once(child, "exit");
  try {
    const order: ReadersOrder = { url, instrumentId: market.market.instrumentId, readers, maxRows };
    const open = once(child, "message", { signal: context.signal });
    child.send(order);
    await Promise.race([
      open,
      exited.then(() => Promise.reject(new Error("the readers ended by themselves"))),
    ]);
    const stored = market.stored;
    const from = market.commits.length;
    await run();
    await wait(SETTLE_MS, undefined, { signal: context.signal });
    const last = once(child, "message", { signal: context.signal });
    child.send("stop" satisfies ReadersOrder);
    const [report] = (await last) as [ReadersReport];
    if (report.kind !== "sightings") throw new Error("the readers gave no report");
    return followed(market, from, stored, report.readers);
  } finally {
    child.kill("SIGKILL");
    await exited;
  }
}

/** Each reader's delays, and whether its count is what was stored. */
export function followed(
  market: BenchMarket,
  fromCommit: number,
  stored: number,
  readers: readonly Sighting[][],
): Followed {
  const delays: number[] = [];
  let wrong = 0;
  for (const sightings of readers) {
    const opened = sightings[0]?.count ?? 0;
    const counted = (sightings.at(-1)?.count ?? 0) - opened;
    if (counted !== market.stored - stored) wrong++;
    for (const delay of delaysOf(market.commits.slice(fromCommit), sightings, { stored, count: opened }))
      delays.push(delay);
  }
  return { delays: delays.sort((a, b) => a - b), wrong };
}
