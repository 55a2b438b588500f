import { setTimeout as wait } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { launchOptions } from "@/e2e/support/chromium";
import type { BenchContext } from "../lib/context";
import type { Sighting } from "./delays";
import { type Followed, followed } from "./follow-as-programs";
import { KEEPS_NAMES } from "./keeps-names";
import type { BenchMarket } from "./market";

const SETTLE_MS = 3_000;

/** Tabs of one browser show the Trades page while the market runs; the time is taken when the page's DOM changes. */
export async function followAsTabs(
  context: BenchContext,
  market: BenchMarket,
  { url, tabs }: { url: string; tabs: number },
  run: () => Promise<void>,
): Promise<Followed> {
  const browser = await chromium.launch(launchOptions());
  try {
    const pages = await openTabs(browser, url, tabs, market);
    const stored = market.stored;
    const from = market.commits.length;
    await run();
    await wait(SETTLE_MS, undefined, { signal: context.signal });
    const sightings = await Promise.all(pages.map((page) => page.evaluate(() => window.k2Sightings)));
    return followed(market, from, stored, sightings);
  } finally {
    await browser.close();
  }
}

declare global {
  interface Window {
    k2Sightings: Sighting[];
  }
}

async function openTabs(browser: Browser, url: string, tabs: number, market: BenchMarket): Promise<Page[]> {
  const pages: Page[] = [];
  for (let index = 0; index < tabs; index++) {
    // A profile opens six connections to one HTTP/1.1 host, and a tape holds one: the seventh tab of one would wait.
    const profile = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await profile.addInitScript(KEEPS_NAMES);
    await profile.addInitScript(watchTape);
    const page = await profile.newPage();
    await page.goto(`${url}/trades?instrument=${market.market.instrumentId}`);
    await page.waitForFunction(() => (window.k2Sightings?.length ?? 0) > 0, undefined, { timeout: 60_000 });
    pages.push(page);
  }
  return pages;
}

/** Runs in the page: notes what the tape's own count is whenever the DOM shows another. */
function watchTape(): void {
  window.k2Sightings = [];
  const note = () => {
    const tape = document.querySelector<HTMLElement>('[data-testid="tape"]');
    const count = Number(tape?.dataset.received ?? 0) + Number(tape?.dataset.skipped ?? 0);
    if (count > (window.k2Sightings.at(-1)?.count ?? 0))
      window.k2Sightings.push({ count, at: performance.timeOrigin + performance.now() });
  };
  new MutationObserver(note).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-received", "data-skipped"],
  });
}
