import { AxeBuilder } from "@axe-core/playwright";
import { candlesAreExact, candlesAreWhole, hatchedInstrument } from "@/e2e/support/gap-candles";
import {
  agrees,
  exportGaps,
  heardAgain,
  lastNumbers,
  missingOf,
  moveOn,
  nameOf,
  onlyIn,
  post,
  type Span,
  startBackfill,
} from "@/e2e/support/gaps";
import { controlUrl, setFaults } from "@/e2e/support/simulator";
import { expect, test } from "@/e2e/support/test";
import { readTruths, say, toRanges, within } from "@/e2e/support/truth";

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

const spans = new Map<string, Span[]>();
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
  test.setTimeout(420_000);
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
  await post(request, "drop", { venue: "binance", seconds: 5 });
  await post(request, "drop", { venue: "coinbase", seconds: 25 });
  await post(request, "drop", { venue: "kraken", seconds: 60 });
  await moveOn(request, await lastNumbers(request), 60n);
  await setFaults(request, []);
  // A socket that was lost for a minute is looked for again every half minute at worst.
  await heardAgain(request);
  // Numbers that nobody heard are known to be missing once a later one came.
  await moveOn(request, await lastNumbers(request), 5n);
  const high = await lastNumbers(request);
  await moveOn(request, high, 10n);
  for (const [name, number] of low) spans.set(name, [{ low: number, high: high.get(name) ?? number }]);

  const truth = await agrees(request, spans, 60_000);
  range = `${minuteOf(began)}..${minuteOf(Date.now() + 60_000)}`;
  for (const { venue, symbol } of SURE) expect(truth[`${venue} ${symbol}`]?.length).toBeGreaterThan(0);

  // The longest outage lasted a minute; the new subscription brought the latest 50 trades of each book.
  const lengths = (await exportGaps(request))
    .filter((gap) => gap.exchange === "kraken" && gap.missingNumbers !== "")
    .map((gap) => Date.parse(gap.timeAfter) - Date.parse(gap.timeBefore));
  expect(Math.max(...lengths)).toBeGreaterThan(40_000);

  // Each venue's outage has its gaps, and the page names it as their cause once it was looked for.
  await expect
    .poll(
      async () => {
        const gaps = await exportGaps(request);
        return SURE.filter((one) => {
          const [{ low: from, high: to } = { low: 0n, high: 0n }] = spans.get(nameOf(one)) ?? [];
          const mine = gaps.filter((gap) => within(missingOf([gap], one), from, to).length > 0);
          return !mine.some((gap) => gap.cause === "socket-drop" && gap.state === "explained");
        });
      },
      { timeout: 60_000, intervals: [1_000] },
    )
    .toEqual([]);
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
  test.setTimeout(360_000);
  const instrumentId = await hatchedInstrument(page, visit, "binance BTCUSDT", range);
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
    await expect(jobs.getByRole("row").nth(at)).toContainText("Done", { timeout: 200_000 });
  await setFaults(request, []);

  await jobs.getByRole("row").nth(1).click();
  const sheet = page.getByRole("dialog", { name: /^Backfill \d+/ });
  await expect(sheet.getByRole("region", { name: "Receipt" })).toBeVisible();
  await expect(sheet.getByRole("region", { name: "Candles before and after" })).toBeVisible();
  await page.keyboard.press("Escape");

  const gaps = await exportGaps(request);
  for (const truth of await readTruths(request)) {
    const [{ low, high } = { low: 0n, high: 0n }] = spans.get(nameOf(truth)) ?? [];
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
  await candlesAreWhole(page, visit, instrumentId, range);
  const [span = { low: 0n, high: 0n }] = spans.get("binance BTCUSDT") ?? [];
  await candlesAreExact(page, request, "binance BTCUSDT", instrumentId, span);
});
