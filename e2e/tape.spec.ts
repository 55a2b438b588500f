import type { APIRequestContext, Page } from "@playwright/test";
import superjson, { type SuperJSONResult } from "superjson";
import { OwnConsole } from "@/e2e/support/own-console";
import { mayStrike } from "@/e2e/support/services";
import { expectWhole, RECORD_TAPE, received, tapeEvents } from "@/e2e/support/tape-record";
import { expect, test } from "@/e2e/support/test";

interface Instrument {
  id: number;
  exchange: string;
  symbol: string;
}
interface Stored {
  sourceId: number;
  sourceOffset: bigint;
  frameIndex: number;
}

/** Calls a query of the console that stays. */
async function ask<Output>(request: APIRequestContext, path: string, input: object): Promise<Output> {
  const text = encodeURIComponent(JSON.stringify(superjson.serialize(input)));
  const answer = await request.get(`/api/trpc/${path}?input=${text}`, { maxRetries: 3 });
  const body: { result: { data: SuperJSONResult } } = await answer.json();
  return superjson.deserialize<Output>(body.result.data);
}

/** The keys of every trade of the last ten minutes: longer than a test takes. */
async function storedKeys(request: APIRequestContext, instrumentId: number): Promise<Set<string>> {
  const found = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: { rows: Stored[]; nextCursor: string | null } = await ask(request, "trades.page", {
      instrumentId,
      range: { lastSeconds: 600 },
      limit: 500,
      cursor,
    });
    for (const row of page.rows) found.add(`${row.sourceId}:${row.sourceOffset}:${row.frameIndex}`);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

async function busyMarket(request: APIRequestContext): Promise<Instrument> {
  const instruments: Instrument[] = await ask(request, "instruments.list", {});
  const market = instruments.find((one) => one.exchange === "binance" && one.symbol === "BTCUSDT");
  if (market === undefined) throw new Error("the simulator trades BTCUSDT on binance");
  return market;
}

test.describe("a console that is killed under an open tape", () => {
  test.use({ expectedErrors: /net::ERR_|Failed to load resource|incomplete chunk|NetworkError/i });

  test("goes on without a trade lost or shown twice", async ({ page, request }) => {
    test.skip(!mayStrike, "needs services that were started for the tests");
    test.setTimeout(240_000);
    const market = await busyMarket(request);
    const own = await OwnConsole.start();
    try {
      await page.addInitScript(RECORD_TAPE);
      await page.goto(`${own.url}/trades?instrument=${market.id}`);
      await expect.poll(() => received(page), { timeout: 60_000 }).toBeGreaterThan(70);
      for (let restart = 0; restart < 2; restart++) {
        await own.kill();
        const before = await received(page);
        const stored = (await storedKeys(request, market.id)).size;
        // The market goes on meanwhile.
        await expect
          .poll(async () => (await storedKeys(request, market.id)).size, { timeout: 60_000 })
          .toBeGreaterThan(stored + 5);
        await own.begin();
        await expect.poll(() => received(page), { timeout: 60_000 }).toBeGreaterThan(before + 10);
      }
      const events = await tapeEvents(page);
      const keys = events.flatMap((event) => event.keys);
      // Rows are drawn a moment after they came.
      await expect.poll(() => received(page)).toBeGreaterThanOrEqual(keys.length);
      expect(expectWhole(events, await storedKeys(request, market.id))).toBeGreaterThan(20);
    } finally {
      await page.goto("about:blank");
      await own.kill();
    }
  });
});

test.describe("a tape that is paused", () => {
  test.use({ expectedErrors: /net::ERR_|Failed to load resource|incomplete chunk|NetworkError/i });

  test("counts what was stored meanwhile, over a restart of the console too", async ({ page, request }) => {
    test.skip(!mayStrike, "needs services that were started for the tests");
    test.setTimeout(300_000);
    const market = await busyMarket(request);
    const own = await OwnConsole.start();
    try {
      await page.addInitScript(RECORD_TAPE);
      await page.goto(`${own.url}/trades?instrument=${market.id}`);
      await expect.poll(() => received(page), { timeout: 60_000 }).toBeGreaterThan(50);
      for (const restarts of [false, true]) {
        await page.getByRole("button", { name: /^Pause/ }).click();
        await expect(page.getByRole("button", { name: /^Resume/ })).toBeVisible();
        const before = await received(page);
        const stored = (await storedKeys(request, market.id)).size;
        if (restarts) await own.kill();
        // More than a tape shows at once.
        await expect
          .poll(async () => (await storedKeys(request, market.id)).size, { timeout: 90_000 })
          .toBeGreaterThan(stored + 60);
        if (restarts) await own.begin();
        expect(await received(page)).toBe(before);
        await page.getByRole("button", { name: /^Resume/ }).click();
        await expect.poll(() => received(page), { timeout: 60_000 }).toBeGreaterThan(before + 50);
      }
      await page.getByRole("button", { name: /^Pause/ }).click();
      await expect(page.getByText("Paused", { exact: true }).first()).toBeVisible();
      const events = await tapeEvents(page);
      expect(expectWhole(events, await storedKeys(request, market.id))).toBeGreaterThan(120);
      // The page shows what it was given: nothing of it was dropped on the way to the sum.
      const counted = events.reduce((sum, event) => sum + BigInt(event.skipped), 0n);
      expect(counted).toBeGreaterThan(0n);
      await expect(page.getByTestId("tape")).toHaveAttribute("data-skipped", String(counted));
      expect(await received(page)).toBe(events.flatMap((event) => event.keys).length);
    } finally {
      await page.goto("about:blank");
      await own.kill();
    }
  });
});

test.describe("tabs of one browser", () => {
  // One after the other: a dozen tabs that draw leave a small machine no time for any.
  test.describe.configure({ mode: "default" });

  test("follow eight instruments over one connection, and a ninth page still loads", async ({
    context,
    request,
  }) => {
    test.setTimeout(420_000);
    const instruments: Instrument[] = await ask(request, "instruments.list", {});
    expect(instruments.length).toBeGreaterThanOrEqual(8);
    const chosen = instruments.slice(0, 8);
    await context.addInitScript(RECORD_TAPE);
    const tabs = await Promise.all(
      chosen.map(async ({ id }) => {
        const tab = await context.newPage();
        await tab.goto(`/trades?instrument=${id}`, { waitUntil: "commit" });
        return { id, tab };
      }),
    );
    const follows = ({ tab }: { tab: Page }) =>
      expect(tab.getByTestId("tape")).toHaveAttribute("data-received", /^[1-9]/, { timeout: 120_000 });
    await Promise.all(tabs.map(follows));
    // With a connection each they would hold six, and no other page would get one.
    const ninth = await context.newPage();
    await ninth.goto("/gaps", { waitUntil: "commit" });
    await expect(ninth.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 60_000 });
    await expect(ninth.locator('[data-hydrated="true"]')).toBeVisible({ timeout: 60_000 });
    // One goes, and the stream is opened again without it.
    const [gone, ...others] = tabs;
    await gone?.tab.close();
    await Promise.all(
      others.map(async ({ tab }) => {
        const before = await received(tab);
        await expect.poll(() => received(tab), { timeout: 120_000 }).toBeGreaterThan(before);
      }),
    );
    for (const { id, tab } of others) {
      const events = await tapeEvents(tab);
      expect(expectWhole(events, await storedKeys(request, id))).toBeGreaterThan(0);
    }
  });

  test("share one tape, and the closing of the first loses nothing for the others", async ({
    context,
    request,
  }) => {
    test.setTimeout(420_000);
    const market = await busyMarket(request);
    await context.addInitScript(RECORD_TAPE);
    const open = async () => {
      const tab = await context.newPage();
      await tab.goto(`/trades?instrument=${market.id}`, { waitUntil: "commit" });
      await expect(tab.getByTestId("tape")).toHaveAttribute("data-received", /^[1-9]/, { timeout: 120_000 });
      return tab;
    };
    const first = await open();
    const [walker, ...others] = await Promise.all([open(), open()]);
    const further = async (tab: Page) => {
      const before = await received(tab);
      await expect.poll(() => received(tab), { timeout: 60_000 }).toBeGreaterThan(before + 10);
    };
    // The first tab opened the stream.
    await first.close();
    await Promise.all([walker, ...others].map(further));
    // One of them goes elsewhere, and comes back.
    await walker.goto("/gaps", { waitUntil: "commit" });
    await expect(walker.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 60_000 });
    await walker.goto(`/trades?instrument=${market.id}`, { waitUntil: "commit" });
    await expect(walker.getByTestId("tape")).toHaveAttribute("data-received", /^[1-9]/, { timeout: 60_000 });
    await further(walker);
    const given = await Promise.all([walker, ...others].map(tapeEvents));
    const stored = await storedKeys(request, market.id);
    for (const events of given) expect(expectWhole(events, stored)).toBeGreaterThan(10);
  });
});

test("the tape's lines are trades as they are stored, and its head tells of the newest", async ({
  page,
  request,
}) => {
  const market = await busyMarket(request);
  await page.goto(`/trades?instrument=${market.id}`);
  await expect.poll(() => received(page)).toBeGreaterThan(65);
  await page.getByRole("button", { name: "Pause" }).click();
  const region = page.getByRole("region", { name: "Live tape" });
  await expect(region.getByText("Paused", { exact: true })).toBeVisible();
  const lines = await linesOf(page);
  expect(lines.length).toBeGreaterThan(10);
  const { rows }: { rows: ShownTrade[] } = await ask(request, "trades.page", {
    instrumentId: market.id,
    range: { lastSeconds: 600 },
    limit: 500,
  });
  const stored = new Set(rows.map(({ time, side, price, quantity }) => lineOf(time, side, price, quantity)));
  expect(lines.filter((line) => !stored.has(line))).toEqual([]);
  const head = page.getByTestId("tape-head");
  const row = page.getByTestId("tape").locator("tbody tr:not([aria-hidden])").first().getByRole("cell");
  await expect(head).toContainText((await row.nth(0).textContent()) ?? "no time");
  await expect(head).toContainText((await row.nth(1).textContent()) ?? "no price");
});

interface ShownTrade {
  time: number;
  side: string;
  price: string;
  quantity: string;
}

/** What a line says, whatever the number of decimals that all lines share. */
const lineOf = (micros: number, side: string, price: string, quantity: string) =>
  `${new Date(Math.floor(micros / 1_000)).toISOString().slice(11, 23)} ${side} ${Number(price)} ${Number(quantity)}`;

function linesOf(page: Page): Promise<string[]> {
  return page
    .getByTestId("tape")
    .locator("tbody tr:not([aria-hidden])")
    .evaluateAll((rows) =>
      rows.map((row) => {
        const [time, price, quantity] = row.querySelectorAll("td");
        const side = price?.getAttribute("aria-label")?.split(" ")[0];
        const number = (text: string | null | undefined) =>
          Number((text ?? "").replaceAll(",", "").replace(/^[^\d-]+/, ""));
        return `${time?.textContent} ${side} ${number(price?.textContent)} ${number(quantity?.textContent)}`;
      }),
    );
}

test("the tape keeps few lines in the page, however many came", async ({ page, visit }) => {
  await visit("/trades");
  const tape = page.getByTestId("tape");
  await expect.poll(() => received(page)).toBeGreaterThan(65);
  expect(await tape.getByRole("row").count()).toBeLessThan(40);
  // Further down are the older ones.
  const newest = await tape.locator("tbody tr:not([aria-hidden])").first().textContent();
  await tape.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect.poll(() => tape.locator("tbody tr:not([aria-hidden])").first().textContent()).not.toBe(newest);
  expect(await tape.getByRole("row").count()).toBeLessThan(40);
});

test("the table keeps few rows in the page, however far one scrolls", async ({ page, visit }) => {
  await visit("/trades?live=false&range=1d");
  const table = page.getByRole("grid", { name: /^Trades of/ });
  await expect.poll(() => table.getAttribute("aria-rowcount").then(Number)).toBeGreaterThan(100);
  await table.getByRole("row").nth(1).focus();
  await page.keyboard.press("End");
  await expect.poll(() => table.getAttribute("aria-rowcount").then(Number)).toBeGreaterThan(101);
  expect(await table.getByRole("row").count()).toBeLessThan(80);
});
