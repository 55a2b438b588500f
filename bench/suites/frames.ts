import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { BenchContext, Figure, Goal, Suite } from "../lib/context";
import { openDatabase } from "../lib/database";
import { withConsole } from "../lib/with-console";
import { BenchMarket } from "../tail/market";
import { type Frames, traceFrames } from "../tail/trace-frames";

const LONGEST_MS = 50;
const FPS = 58;
/** A busy market of today, and the most that the tape is made for. */
const RATES = [200, 5_000] as const;

/** How smoothly the Trades page draws while the tape runs and somebody scrolls its table. */
export const frames: Suite = {
  name: "frames",
  about:
    "frames and tasks of the Trades page while the tape runs and its table is scrolled, traced in Chromium",
  isQuick: false,
  async run(context) {
    const seconds = context.quick ? 8 : 20;
    const database = await openDatabase(context);
    try {
      const market = await BenchMarket.open(database.sql);
      // Some minutes of history, so that the table has pages to scroll through.
      for (let batch = 0; batch < 20; batch++) await market.store(500);
      return await withConsole(context, database.url, async ({ url }) => {
        const address = `${url}/trades?instrument=${market.market.instrumentId}`;
        const measured: { rate: number; frames: Frames }[] = [];
        for (const rate of RATES)
          measured.push({ rate, frames: await measure(context, market, address, rate, seconds) });
        return {
          suite: "frames",
          conditions: `One tab of headless Chromium without a GPU, 1440 × 900, chart, tape and table shown; the market stores trades at the rate for ${seconds} s while the table is scrolled 10 times a second; tasks are those of the page's main thread in a trace of that time; everything on this machine.`,
          figures: measured.flatMap(figuresOf),
          goals: measured.flatMap(goalsOf),
        };
      });
    } finally {
      await database.drop();
    }
  },
};

async function measure(
  context: BenchContext,
  market: BenchMarket,
  address: string,
  rate: number,
  seconds: number,
) {
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  // It runs from before the page opens until after the trace has ended.
  const running = market.run(rate, 600, signal).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  try {
    const found = await traceFrames(address, (page) => scroll(page, seconds, signal));
    context.say(
      `${rate} trades/s: longest task ${found.longestTask} ms, ${found.tasksOver50} of 50 ms and more, ${found.fps} frames/s`,
    );
    return found;
  } finally {
    stop.abort();
    await running;
  }
}

async function scroll(page: Page, seconds: number, signal: AbortSignal): Promise<void> {
  await page.getByRole("grid", { name: /^Trades of/ }).hover();
  for (let step = 0; step < seconds * 10; step++) {
    await page.mouse.wheel(0, step % 20 < 10 ? 60 : -60);
    await wait(100, undefined, { signal });
  }
}

function figuresOf({ rate, frames: one }: { rate: number; frames: Frames }): Figure[] {
  const figure = (name: string, value: number, unit: string) => ({
    name: `${rate.toLocaleString("en-US")} trades/s: ${name}`,
    value,
    unit,
    n: one.tasks,
  });
  return [
    figure("longest task", one.longestTask, "ms"),
    figure("tasks of 50 ms and more", one.tasksOver50, "tasks"),
    figure("frames", one.fps, "frames/s"),
    figure("between two frames, p95", one.frameP95, "ms"),
    figure("between two frames, p99", one.frameP99, "ms"),
  ];
}

function goalsOf({ rate, frames: one }: { rate: number; frames: Frames }): Goal[] {
  const name = `${rate.toLocaleString("en-US")} trades/s`;
  return [
    {
      name: `${name}: longest task`,
      value: one.longestTask,
      unit: "ms",
      goal: LONGEST_MS,
      better: "smaller",
      met: one.longestTask < LONGEST_MS,
    },
    {
      name: `${name}: frames`,
      value: one.fps,
      unit: "frames/s",
      goal: FPS,
      better: "larger",
      met: one.fps >= FPS,
    },
  ];
}
