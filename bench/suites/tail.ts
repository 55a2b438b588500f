import { ROWS_AN_EVENT } from "@/app/trades/tape-rows";
import type { BenchContext, Figure, Goal, Suite } from "../lib/context";
import { openDatabase } from "../lib/database";
import { percentile } from "../lib/percentile";
import { withConsole } from "../lib/with-console";
import { type Followed, followAsPrograms } from "../tail/follow-as-programs";
import { type FollowedByTabs, followAsTabs } from "../tail/follow-as-tabs";
import { BenchMarket } from "../tail/market";
import { commitsPerSecond } from "../tail/notify-cost";
import { openSlowReaders, residentMiB } from "../tail/slow-readers";

const PER_SECOND = 5_000;
const READERS = 20;
const SLOW = 50;
const GOAL_MS = 250;
/** A heap that breathes. */
const MOST_GROWTH_MIB = 100;

/** The live tape under load: how late, whether whole, and what readers who do not read cost. */
export const tail: Suite = {
  name: "tail",
  about: "milliseconds from a commit to the live tape's readers, at 5,000 trades a second",
  isQuick: false,
  async run(context) {
    const seconds = context.quick ? 10 : 30;
    const database = await openDatabase(context);
    try {
      const market = await BenchMarket.open(database.sql);
      await market.store(1_000);
      const { signal } = context;
      const run = () => market.run(PER_SECOND, seconds, signal);
      return await withConsole(context, database.url, async ({ url, pid }) => {
        const slow = await memoryOfSlowReaders(context, market, url, pid, run);
        const programs = await followAsPrograms(
          context,
          market,
          { url, readers: READERS, maxRows: ROWS_AN_EVENT },
          run,
        );
        say(context, "programs", programs);
        const whole = await followAsPrograms(context, market, { url, readers: 1, maxRows: 1_000 }, run);
        say(context, "one program, every trade", whole);
        const tabs = await followAsTabs(context, market, { url, tabs: READERS, profiles: 1 }, run);
        sayTabs(context, "tabs of one profile", tabs);
        const apart = await followAsTabs(context, market, { url, tabs: READERS, profiles: READERS }, run);
        sayTabs(context, "tabs, each in a profile of its own", apart);
        const single = await followAsTabs(context, market, { url, tabs: 1, profiles: 1 }, run);
        sayTabs(context, "one tab", single);
        const without = await commitsPerSecond(database.sql, false, 5);
        const withNotify = await commitsPerSecond(database.sql, true, 5);
        return {
          suite: "tail",
          conditions: `One instrument with ${PER_SECOND.toLocaleString("en-US")} trades a second for ${seconds} s, stored as ingest does it, some every 20 ms; the console built and in a process of its own; from the commit's return to the event in the reader (programs: one process) or to the tape's rows in the page's DOM (${READERS} tabs of one headless Chromium without a GPU, all visible and drawing, each with chart, table and tape; in one profile, as a person has them, they share one stream; in ${READERS} profiles each has its own); everything on this machine. Programs and tabs ask for ${ROWS_AN_EVENT} trades an event, the others are counted; wrong = readers whose trades and counts are not what was stored.`,
          figures: [
            ...figuresOf(`${READERS} programs`, programs),
            ...figuresOf("1 program that takes every trade", whole),
            ...figuresOfTabs(`${READERS} tabs, DOM`, tabs),
            ...figuresOfTabs(`${READERS} tabs in profiles of their own, DOM`, apart),
            ...figuresOfTabs("1 tab, DOM", single),
            ...slow.figures,
            { name: "commits of two writers", value: without, unit: "commits/s", n: 1 },
            { name: "… with NOTIFY in each", value: withNotify, unit: "commits/s", n: 1 },
          ],
          goals: [
            goalOf(`${READERS} programs, p95`, programs),
            goalOf(`${READERS} tabs, DOM, p95`, tabs),
            goalOf("1 tab, DOM, p95", single),
            wrongOf([programs, whole, tabs, apart, single]),
            slow.goal,
          ],
        };
      });
    } finally {
      await database.drop();
    }
  },
};

function say(context: BenchContext, who: string, { delays, wrong }: Followed): void {
  context.say(
    `${who}: p50 ${Math.round(percentile(delays, 0.5))} ms, p95 ${Math.round(percentile(delays, 0.95))} ms, wrong ${wrong}`,
  );
}

function sayTabs(context: BenchContext, who: string, tabs: FollowedByTabs): void {
  say(context, who, tabs);
  context.say(`${who}: the browser took ${Math.round(tabs.cpu)} ms of CPU a second and tab`);
}

function figuresOfTabs(name: string, tabs: FollowedByTabs): Figure[] {
  const cpu = { name: `${name}: CPU of the browser`, value: Math.round(tabs.cpu), unit: "ms/s a tab", n: 1 };
  return [...figuresOf(name, tabs), cpu];
}

function figuresOf(name: string, { delays }: Followed): Figure[] {
  return [0.5, 0.95, 0.99].map((p) => ({
    name: `${name}, p${p * 100}`,
    value: Math.round(percentile(delays, p)),
    unit: "ms",
    n: delays.length,
  }));
}

function goalOf(name: string, { delays }: Followed): Goal {
  const value = Math.round(percentile(delays, 0.95));
  return { name, value, unit: "ms", goal: GOAL_MS, better: "smaller", met: value <= GOAL_MS };
}

function wrongOf(all: readonly Followed[]): Goal {
  const value = all.reduce((sum, one) => sum + one.wrong, 0);
  return {
    name: "readers with a wrong count",
    value,
    unit: "readers",
    goal: 0,
    better: "smaller",
    met: value === 0,
  };
}

/** The console's memory before, while and after many readers who do not read. */
async function memoryOfSlowReaders(
  context: BenchContext,
  market: BenchMarket,
  url: string,
  pid: () => number | undefined,
  run: () => Promise<void>,
): Promise<{ figures: Figure[]; goal: Goal }> {
  // A first stretch warms the process and fills what the sockets hold.
  const close = await openSlowReaders(url, market.market.instrumentId, SLOW);
  try {
    await run();
    const before = residentMiB(pid()) ?? Number.NaN;
    await run();
    await run();
    const after = residentMiB(pid()) ?? Number.NaN;
    context.say(`${SLOW} readers who do not read: ${before} MiB, then ${after} MiB`);
    const figure = (name: string, value: number) => ({ name, value, unit: "MiB", n: market.stored });
    return {
      figures: [
        figure(`${SLOW} readers who do not read, after the first third`, before),
        figure(`${SLOW} readers who do not read, at the end`, after),
      ],
      goal: {
        name: `growth with ${SLOW} readers who do not read`,
        value: after - before,
        unit: "MiB",
        goal: MOST_GROWTH_MIB,
        better: "smaller",
        met: after - before <= MOST_GROWTH_MIB,
      },
    };
  } finally {
    close();
  }
}
