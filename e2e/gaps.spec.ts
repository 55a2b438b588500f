import { AxeBuilder } from "@axe-core/playwright";
import type { APIRequestContext, Page } from "@playwright/test";
import { controlUrl, setFaults } from "@/e2e/support/simulator";
import { expect, test } from "@/e2e/support/test";
import { type Range, readIssued, readTruths, say, type Truth, toRanges, within } from "@/e2e/support/truth";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** an instrument of each venue that surely loses frames */
const SURE = [
  { venue: "binance", symbol: "BTCUSDT" },
  { venue: "coinbase", symbol: "BTC-USD" },
  { venue: "kraken", symbol: "BTC/USD" },
] as const;
/** whose numbers the venue leaves out, on the wire or in its history */
const LACKING = { skip: "SOL-USD", withhold: "XRP/USD" };

test.describe.configure({ mode: "serial" });
test.skip(controlUrl === undefined, "needs a simulator that can be told to misbehave");

interface ExportedGap {
  id: string;
  exchange: string;
  symbol: string;
  missingNumbers: string;
  state: string;
}

/** All gaps as the page exports them. */
async function exportGaps(request: APIRequestContext): Promise<ExportedGap[]> {
  const answer = await request.get("/api/export/gaps?format=ndjson");
  expect(answer.ok()).toBe(true);
  const text = (await answer.text()).trim();
  return text === "" ? [] : text.split("\n").map((line): ExportedGap => JSON.parse(line));
}

function missingOf(
  gaps: readonly ExportedGap[],
  { venue, symbol }: Pick<Truth, "venue" | "symbol">,
): Range[] {
  return gaps
    .filter((gap) => gap.exchange === venue && gap.symbol === symbol && gap.missingNumbers !== "")
    .flatMap((gap) =>
      gap.missingNumbers.split(" ").map((text) => {
        const [from = "0", to = from] = text.split("-");
        return { from: BigInt(from), to: BigInt(to) };
      }),
    );
}

/** What every instrument misses above `low` and up to `high`, by the page and by the venue's own memory. */
async function compare(
  request: APIRequestContext,
  span: ReadonlyMap<string, { low: bigint; high: bigint }>,
): Promise<{ page: Record<string, string[]>; truth: Record<string, string[]> }> {
  const [gaps, truths] = [await exportGaps(request), await readTruths(request)];
  const page: Record<string, string[]> = {};
  const truth: Record<string, string[]> = {};
  for (const one of truths) {
    const name = `${one.venue} ${one.symbol}`;
    const { low, high } = span.get(name) ?? { low: 0n, high: 0n };
    page[name] = say(within(missingOf(gaps, one), low, high));
    truth[name] = say(within([...toRanges(one.unheard), ...toRanges(one.skipped)], low, high));
  }
  return { page, truth };
}

async function lastNumbers(request: APIRequestContext): Promise<Map<string, bigint>> {
  const truths = await readTruths(request);
  return new Map(truths.map((one) => [`${one.venue} ${one.symbol}`, BigInt(one.lastId ?? "0")]));
}

async function post(request: APIRequestContext, action: string, data: object): Promise<void> {
  const answer = await request.post(`${controlUrl}/${action}`, { data });
  expect(answer.ok()).toBe(true);
}

/** Waits until every instrument has issued trades past these numbers. */
async function moveOn(
  request: APIRequestContext,
  than: ReadonlyMap<string, bigint>,
  by: bigint,
): Promise<void> {
  await expect
    .poll(
      async () => {
        const now = await lastNumbers(request);
        return [...than].every(([name, number]) => (now.get(name) ?? 0n) >= number + by);
      },
      { timeout: 90_000, intervals: [1_000] },
    )
    .toBe(true);
}

async function startBackfill(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Backfill from the venues" });
  await dialog.getByRole("button", { name: "Also numbers that lie in the dead letters" }).click();
  await dialog.getByLabel(/Why\?/).fill("an outage that the browser test made");
  await dialog.getByRole("button", { name: /^Fetch [\d,]+ trades with [\d,]+ calls?$/ }).click();
  await expect(dialog).toBeHidden();
}

const span = new Map<string, { low: bigint; high: bigint }>();
/** the time of the span as the top bar writes it, in whole minutes */
let range = "";
const minuteOf = (ms: number) => new Date(Math.floor(ms / 60_000) * 60_000).toISOString().replace(".000", "");

test.afterAll(async ({ request }) => {
  await setFaults(request, "demo");
});

test("the page misses what the venue knows to have been missed, range by range", async ({
  page,
  request,
  visit,
}) => {
  test.setTimeout(300_000);
  // What other tests left under way comes to rest first: a new script forgets the old one's outages.
  await setFaults(request, []);
  await moveOn(request, await lastNumbers(request), 5n);
  const low = await lastNumbers(request);
  const began = Date.now();
  await setFaults(request, [
    ...SURE.map((one) => ({
      type: "lose" as const,
      ...one,
      every: [2, 4] as [number, number],
      run: [1, 3] as [number, number],
    })),
    { type: "lose", every: [1, 3], run: [1, 6] },
    { type: "malform", every: [3, 6], run: [1, 2] },
    { type: "delay", every: [3, 6], byMs: [300, 2_000] },
    { type: "repeat", every: [3, 6] },
    { type: "skip", venue: "coinbase", symbol: LACKING.skip, every: [4, 8], count: [1, 3] },
    { type: "withhold", venue: "kraken", symbol: LACKING.withhold, rate: 0.5 },
    { type: "lose", venue: "kraken", symbol: LACKING.withhold, every: [2, 4], run: [2, 4] },
  ]);
  await moveOn(request, low, 20n);
  await post(request, "drop", { venue: "binance", seconds: 6 });
  await post(request, "drop", { venue: "kraken", seconds: 9 });
  await post(request, "drop", { venue: "coinbase", seconds: 12 });
  await moveOn(request, await lastNumbers(request), 60n);
  await setFaults(request, []);
  // Numbers that nobody heard are known to be missing once a later one came.
  await moveOn(request, await lastNumbers(request), 5n);
  const high = await lastNumbers(request);
  await moveOn(request, high, 10n);
  range = `${minuteOf(began)}..${minuteOf(Date.now() + 60_000)}`;
  for (const [name, number] of low) span.set(name, { low: number, high: high.get(name) ?? number });

  await expect
    .poll(
      async () => {
        const { page: ours, truth } = await compare(request, span);
        return JSON.stringify(ours) === JSON.stringify(truth);
      },
      { timeout: 60_000, intervals: [1_000] },
    )
    .toBe(true);
  const { page: ours, truth } = await compare(request, span);
  expect(ours).toEqual(truth);
  for (const { venue, symbol } of SURE) expect(truth[`${venue} ${symbol}`]?.length).toBeGreaterThan(0);

  await visit("/gaps?causes=socket-drop");
  await expect(page.getByRole("grid", { name: "Gaps" }).getByText("Socket drop").first()).toBeVisible();
  await expect(page.getByRole("grid", { name: "Completeness by instrument and time" })).toBeVisible();
});

test("a gap opens with each number explained, and is acknowledged with a reason", async ({ page, visit }) => {
  await visit("/gaps?states=explained&causes=dead-letter&live=false");
  await page.getByRole("grid", { name: "Gaps" }).getByRole("row").nth(1).click();
  const sheet = page.getByRole("dialog", { name: /^Gap \d+/ });
  await expect(sheet.getByText(/^In the dead letters: [\d,]+/)).toBeVisible();
  await expect(sheet.getByRole("link", { name: "Replay its letters…" })).toBeVisible();
  await expect(sheet.getByRole("region", { name: "History" }).getByText("Explained").first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);

  await sheet.getByRole("button", { name: "Acknowledge all of it…" }).click();
  const dialog = page.getByRole("dialog", { name: "Acknowledge the gap" });
  await dialog.getByLabel(/Why\?/).fill("known to the desk");
  await dialog.getByRole("button", { name: "Acknowledge", exact: true }).click();
  await expect(sheet.getByTestId("gap-state")).toHaveText("Acknowledged");
  await expect(sheet.getByText(/Acknowledged by local: known to the desk/)).toBeVisible();
  await sheet.getByRole("button", { name: "Open it again…" }).click();
  const again = page.getByRole("dialog", { name: "Open the gap again" });
  await again.getByLabel(/Why\?/).fill("it can be had after all");
  await again.getByRole("button", { name: "Open it again", exact: true }).click();
  await expect(sheet.getByTestId("gap-state")).toHaveText(/Open|Explained/);
});

test("a cell of the heatmap leads to its gaps, and zooms to the minute", async ({ page, visit }) => {
  await visit("/gaps?range=6h&live=false");
  const heatmap = page.getByRole("region", { name: "Completeness" });
  const cell = heatmap.locator('td[data-look="little"], td[data-look="much"], td[data-look="most"]').first();
  await cell.click();
  await expect(page).toHaveURL(/instrument=\d+.*from=\d+/);
  await expect(heatmap.getByText(/[\d,]+ missing/)).toBeVisible();
  await expect(page.getByRole("grid", { name: "Gaps" }).getByRole("row").nth(1)).toBeVisible();
  await heatmap.getByRole("button", { name: "Zoom in" }).click();
  await expect(page).toHaveURL(/range=\d{4}-/);
  await expect(heatmap.getByText(/by instrument and minute/)).toBeVisible();
});

test("one click fetches what is missing; what the venue lacks is shown, candles are exact and whole", async ({
  page,
  request,
  visit,
}) => {
  test.setTimeout(300_000);
  const instrumentId = await hatchedInstrument(page, visit);
  await setFaults(request, [
    {
      type: "rest",
      rate: 0.25,
      kinds: [
        "too_many_requests",
        "server_error",
        "truncated",
        "out_of_order",
        "repeated_rows",
        "omitted_rows",
      ],
    },
  ]);
  await visit("/gaps");
  await page.getByRole("button", { name: "Backfill all that match…" }).click();
  await startBackfill(page);
  const jobs = page.getByRole("grid", { name: "Backfills" });
  await expect(page.getByText("3 backfills started")).toBeVisible();
  // The newest come first, one a venue.
  for (const at of [1, 2, 3])
    await expect(jobs.getByRole("row").nth(at)).toContainText("Done", { timeout: 150_000 });
  await setFaults(request, []);

  await jobs.getByRole("row").nth(1).click();
  const sheet = page.getByRole("dialog", { name: /^Backfill \d+/ });
  await expect(sheet.getByRole("region", { name: "Receipt" })).toBeVisible();
  await expect(sheet.getByRole("region", { name: "Candles before and after" })).toBeVisible();
  await page.keyboard.press("Escape");

  const gaps = await exportGaps(request);
  for (const truth of await readTruths(request)) {
    const { low, high } = span.get(`${truth.venue} ${truth.symbol}`) ?? { low: 0n, high: 0n };
    const left = within(missingOf(gaps, truth), low, high);
    const lacking = within(
      [...toRanges(truth.skipped), ...onlyIn(toRanges(truth.withheld), toRanges(truth.unheard))],
      low,
      high,
    );
    expect({ symbol: truth.symbol, left: say(left) }).toEqual({ symbol: truth.symbol, left: say(lacking) });
    for (const gap of gaps)
      if (gap.exchange === truth.venue && gap.symbol === truth.symbol) {
        const mine = within(missingOf([gap], truth), low, high);
        if (mine.length > 0) expect(gap.state).toBe("unrecoverable");
      }
  }
  await expect(page.getByRole("link", { name: /Accounted for/ })).toBeVisible();
  await candlesAreWhole(page, visit, instrumentId);
  await candlesAreExact(page, request, "BTCUSDT", instrumentId);
});

/** The number in the URL of BTCUSDT's page, whose candles are hatched now. */
async function hatchedInstrument(page: Page, visit: (path: string) => Promise<void>): Promise<number> {
  const answer = await page.request.get("/api/trpc/instruments.list?input=%7B%22json%22%3A%7B%7D%7D");
  const body: { result: { data: { json: { id: number; exchange: string; symbol: string }[] } } } =
    await answer.json();
  const found = body.result.data.json.find((one) => one.exchange === "binance" && one.symbol === "BTCUSDT");
  if (found === undefined) throw new Error("BTCUSDT is not stored");
  await visit(`/trades?instrument=${found.id}&range=${range}`);
  await expect(page.getByTestId("candles")).not.toHaveAttribute("data-hatched", "0");
  return found.id;
}

async function candlesAreWhole(
  page: Page,
  visit: (path: string) => Promise<void>,
  id: number,
): Promise<void> {
  await visit(`/trades?instrument=${id}&range=${range}`);
  await expect(page.getByTestId("candles")).toHaveAttribute("data-hatched", "0");
}

/** Each minute of the test's span, once it is over, against all trades that the venue issued in it. */
async function candlesAreExact(
  page: Page,
  request: APIRequestContext,
  symbol: string,
  id: number,
): Promise<void> {
  const { low, high } = span.get(`binance ${symbol}`) ?? { low: 0n, high: 0n };
  const MINUTE = 60_000_000;
  const issued = await readIssued(request, "binance", symbol);
  const minuteOfNumber = (number: bigint) =>
    Math.floor((issued.find((trade) => BigInt(trade.id) === number)?.timeMicros ?? 0) / MINUTE);
  const first = minuteOfNumber(low);
  const last = Math.min(minuteOfNumber(high), Math.floor(Date.now() / 60_000) - 1);
  expect(first).toBeGreaterThan(0);
  expect(last).toBeGreaterThanOrEqual(first);
  const input = { json: { instrumentId: id, range: { from: first * MINUTE, to: (last + 1) * MINUTE } } };
  const answer = await page.request.get(
    `/api/trpc/candles.range?input=${encodeURIComponent(JSON.stringify(input))}`,
  );
  interface WireCandle {
    bucket: number;
    open: string;
    high: string;
    low: string;
    close: string;
    trades: string;
  }
  const body: { result: { data: { json: { candles: WireCandle[] } } } } = await answer.json();
  const stored = body.result.data.json.candles;
  for (let minute = first; minute <= last; minute++) {
    const trades = issued.filter((trade) => Math.floor(trade.timeMicros / MINUTE) === minute);
    const prices = trades.map((trade) => Number(trade.price));
    const candle = stored.find((one) => one.bucket === minute * MINUTE);
    expect({
      trades: Number(candle?.trades ?? 0),
      open: Number(candle?.open),
      high: Number(candle?.high),
      low: Number(candle?.low),
      close: Number(candle?.close),
    }).toEqual({
      trades: trades.length,
      open: prices[0],
      high: Math.max(...prices),
      low: Math.min(...prices),
      close: prices.at(-1),
    });
  }
}

/** The numbers of `a` that are in `b` too. */
function onlyIn(a: readonly Range[], b: readonly Range[]): Range[] {
  return a.flatMap((one) => within(b, one.from - 1n, one.to));
}
