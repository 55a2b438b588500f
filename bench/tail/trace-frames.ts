import { chromium, type Page } from "@playwright/test";
import { launchOptions } from "@/e2e/support/chromium";
import { KEEPS_NAMES } from "./keeps-names";

/** How smoothly a page drew. */
export interface Frames {
  /** of the page's main thread, ms */
  longestTask: number;
  tasksOver50: number;
  /** tasks of a millisecond or more */
  tasks: number;
  /** frames a second that the page was given */
  fps: number;
  /** time between two frames, ms */
  frameP95: number;
  frameP99: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  args?: { name?: string };
}

const MS = 1_000;

/** Opens a page, lets it settle, and traces it while `act` goes on. */
export async function traceFrames(url: string, act: (page: Page) => Promise<void>): Promise<Frames> {
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(KEEPS_NAMES);
    await page.goto(url);
    await page.locator('[data-hydrated="true"]').waitFor();
    await page.getByTestId("candles").locator("canvas").first().waitFor();
    await page.waitForTimeout(3_000);
    await page.evaluate(countFrames);
    await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "__metadata"] });
    await act(page);
    const trace = await browser.stopTracing();
    const gaps = await page.evaluate(() => window.k2Frames);
    return { ...tasksOf(trace), ...framesOf(gaps) };
  } finally {
    await browser.close();
  }
}

declare global {
  interface Window {
    k2Frames: number[];
  }
}

/** Runs in the page: notes the time between frames. */
function countFrames(): void {
  const gaps: number[] = [];
  window.k2Frames = gaps;
  let last = performance.now();
  const step = (now: number) => {
    gaps.push(now - last);
    last = now;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

function framesOf(gaps: number[]): Pick<Frames, "fps" | "frameP95" | "frameP99"> {
  const sorted = [...gaps].sort((a, b) => a - b);
  const at = (p: number) => Math.round((sorted[Math.floor(sorted.length * p)] ?? Number.NaN) * 10) / 10;
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return {
    fps: Math.round((gaps.length / total) * 1_000 * 10) / 10,
    frameP95: at(0.95),
    frameP99: at(0.99),
  };
}

/** The longest tasks of the busiest renderer's main thread. */
function tasksOf(trace: Buffer): Pick<Frames, "longestTask" | "tasksOver50" | "tasks"> {
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(trace.toString("utf8"));
  const mains = new Set(
    traceEvents
      .filter((one) => one.name === "thread_name" && one.args?.name === "CrRendererMain")
      .map((one) => `${one.pid} ${one.tid}`),
  );
  const byThread = new Map<string, number[]>();
  for (const { name, ph, pid, tid, dur } of traceEvents) {
    const thread = `${pid} ${tid}`;
    if (ph !== "X" || !mains.has(thread) || !/RunTask$/.test(name) || dur === undefined) continue;
    const known = byThread.get(thread) ?? [];
    known.push(dur / MS);
    byThread.set(thread, known);
  }
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
  const [tasks = []] = [...byThread.values()].sort((a, b) => sum(b) - sum(a));
  return {
    longestTask: Math.round(tasks.reduce((most, one) => Math.max(most, one), 0) * 10) / 10,
    tasksOver50: tasks.filter((one) => one >= 50).length,
    tasks: tasks.filter((one) => one >= 1).length,
  };
}
