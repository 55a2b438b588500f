import { setTimeout as wait } from "node:timers/promises";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { launchOptions } from "@/e2e/support/chromium";
import type { BenchContext } from "../lib/context";
import type { Sighting } from "./delays";
import { type Followed, followed } from "./follow-as-programs";
import { KEEPS_NAMES } from "./keeps-names";
import type { BenchMarket } from "./market";

/** A tab that draws late counts late, but it counts. */
const SETTLE_MS = 30_000;
/** First questions are answered, charts are drawn. */
const WARM_UP_MS = 3_000;

export interface FollowedByTabs extends Followed {
  /** of all processes of the browser while the market ran, ms a second and tab */
  cpu: number;
}

/** Tabs of one browser show the Trades page while the market runs; the time is taken when the page's DOM changes. */
export async function followAsTabs(
  context: BenchContext,
  market: BenchMarket,
  { url, tabs, profiles }: { url: string; tabs: number; profiles: number },
  run: () => Promise<void>,
): Promise<FollowedByTabs> {
  const browser = await chromium.launch(launchOptions());
  try {
    const pages = await openTabs(browser, { url, tabs, profiles }, market);
    await wait(WARM_UP_MS, undefined, { signal: context.signal });
    const stored = market.stored;
    const from = market.commits.length;
    const cpu = await browserCpuMs(browser);
    const began = performance.now();
    await run();
    const used = (await browserCpuMs(browser)) - cpu;
    const seconds = (performance.now() - began) / 1_000;
    await Promise.all(pages.map((page) => settle(page, market.stored - stored)));
    const seen = await Promise.all(pages.map((page) => page.evaluate(() => window.k2Sightings)));
    return { ...followed(market, from, stored, seen), cpu: used / seconds / tabs };
  } finally {
    await browser.close();
  }
}

/** CPU time of all processes of a browser so far. */
async function browserCpuMs(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.reduce((sum, one) => sum + one.cpuTime * 1_000, 0);
}

/** Waits until a tab has counted what was stored; one that never does is found wrong afterwards. */
async function settle(page: Page, stored: number): Promise<void> {
  const isThere = (wanted: number) => {
    const counts = window.k2Sightings.map((one) => one.count);
    return (counts.at(-1) ?? 0) - (counts[0] ?? 0) >= wanted;
  };
  await page.waitForFunction(isThere, stored, { timeout: SETTLE_MS, polling: 250 }).catch(() => undefined);
}

declare global {
  interface Window {
    k2Sightings: Sighting[];
  }
}

async function openTabs(
  browser: Browser,
  { url, tabs, profiles }: { url: string; tabs: number; profiles: number },
  market: BenchMarket,
): Promise<Page[]> {
  const contexts: BrowserContext[] = [];
  for (let index = 0; index < profiles; index++) {
    const profile = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await profile.addInitScript(KEEPS_NAMES);
    await profile.addInitScript(watchTape);
    contexts.push(profile);
  }
  const pages: Page[] = [];
  for (let index = 0; index < tabs; index++) {
    const page = await contexts[index % profiles]?.newPage();
    if (page === undefined) throw new Error("there must be a profile");
    await page.goto(`${url}/trades?instrument=${market.market.instrumentId}`);
    await page.waitForFunction(() => (window.k2Sightings?.length ?? 0) > 0, undefined, {
      timeout: 60_000,
    });
    pages.push(page);
  }
  return pages;
}

/** Runs in the page: notes what the tape's rows count, whenever the DOM shows another. */
function watchTape(): void {
  window.k2Sightings = [];
  const note = () => {
    const tape = document.querySelector<HTMLElement>('[data-testid="tape"]')?.dataset;
    const count = Number(tape?.received ?? 0) + Number(tape?.skipped ?? 0);
    if (count > (window.k2Sightings.at(-1)?.count ?? 0))
      window.k2Sightings.push({ count, at: performance.timeOrigin + performance.now() });
  };
  new MutationObserver(note).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-received", "data-skipped"],
  });
}
