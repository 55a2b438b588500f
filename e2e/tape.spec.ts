import type { APIRequestContext, Page } from "@playwright/test";
import superjson, { type SuperJSONResult } from "superjson";
import { OwnConsole } from "@/e2e/support/own-console";
import { mayStrike } from "@/e2e/support/services";
import { expect, test } from "@/e2e/support/test";

interface Instrument {
  id: number;
  exchange: string;
  symbol: string;
}
interface Stored {
  time: number;
  sourceId: number;
  sourceOffset: bigint;
  frameIndex: number;
}
interface TapeEvent {
  trades: { key: string }[];
  skipped: bigint;
}

declare global {
  interface Window {
    /** what the browser was sent, event by event */
    k2Events: string[];
  }
}

/** Calls a query of the console that stays. */
async function ask<Output>(request: APIRequestContext, path: string, input: object): Promise<Output> {
  const text = encodeURIComponent(JSON.stringify(superjson.serialize(input)));
  const answer = await request.get(`/api/trpc/${path}?input=${text}`, { maxRetries: 3 });
  const body: { result: { data: SuperJSONResult } } = await answer.json();
  return superjson.deserialize<Output>(body.result.data);
}

/** Every trade of the last hour by its key, with its place in its source. */
async function storedKeys(request: APIRequestContext, instrumentId: number): Promise<Map<string, Stored>> {
  const found = new Map<string, Stored>();
  let cursor: string | null = null;
  do {
    const page: { rows: Stored[]; nextCursor: string | null } = await ask(request, "trades.page", {
      instrumentId,
      range: { lastSeconds: 3_600 },
      limit: 500,
      cursor,
    });
    for (const row of page.rows) found.set(`${row.sourceId}:${row.sourceOffset}:${row.frameIndex}`, row);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

const events = async (page: Page): Promise<TapeEvent[]> =>
  (await page.evaluate(() => window.k2Events)).map((text) =>
    superjson.deserialize<TapeEvent>(JSON.parse(text) as SuperJSONResult),
  );
const received = (page: Page) => page.getByTestId("tape").getAttribute("data-received").then(Number);

test.describe("a console that is killed under an open tape", () => {
  test.use({ expectedErrors: /net::ERR_|Failed to load resource|incomplete chunk|NetworkError/i });

  test("goes on without a trade lost or shown twice", async ({ page, request }) => {
    test.skip(!mayStrike, "needs services that were started for the tests");
    test.setTimeout(240_000);
    const instruments: Instrument[] = await ask(request, "instruments.list", {});
    const market = instruments.find((one) => one.exchange === "binance" && one.symbol === "BTCUSDT");
    if (market === undefined) throw new Error("the simulator trades BTCUSDT on binance");
    const own = await OwnConsole.start();
    try {
      // As a string: a function would come with helpers of the transpiler that a page does not have.
      await page.addInitScript(`
        window.k2Events = [];
        const Native = window.EventSource;
        window.EventSource = class extends Native {
          constructor(...given) {
            super(...given);
            this.addEventListener("message", (event) => {
              if (event.data.startsWith('{"json":{"trades"')) window.k2Events.push(event.data);
            });
          }
        };`);
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
      const all = await events(page);
      const [opening, ...later] = all;
      const keys = all.flatMap((event) => event.trades.map((trade) => trade.key));
      expect(new Set(keys).size).toBe(keys.length);
      expect(await received(page)).toBeGreaterThanOrEqual(keys.length);

      // Between the opening's end and the last event, source by source, nothing is missing but what was only counted.
      const offsetOf = (key: string) => BigInt(key.split(":")[1] ?? "0");
      const sourceOf = (key: string) => key.split(":")[0] ?? "";
      const furthest = (list: string[], source: string) =>
        list
          .filter((key) => sourceOf(key) === source)
          .map(offsetOf)
          .reduce((a, b) => (a > b ? a : b), 0n);
      const openingKeys = opening?.trades.map((trade) => trade.key) ?? [];
      const stored = await storedKeys(request, market.id);
      const expected = [...stored.keys()].filter((key) => {
        const source = sourceOf(key);
        return offsetOf(key) > furthest(openingKeys, source) && offsetOf(key) <= furthest(keys, source);
      });
      const shown = new Set(keys);
      const missed = expected.filter((key) => !shown.has(key));
      const skipped = later.reduce((sum, event) => sum + event.skipped, 0n);
      expect(expected.length).toBeGreaterThan(20);
      expect(BigInt(missed.length)).toBe(skipped);
    } finally {
      await page.goto("about:blank");
      await own.kill();
    }
  });
});

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
