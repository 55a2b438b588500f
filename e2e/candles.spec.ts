import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const candles = (page: Page) => page.getByTestId("candles");

async function open(page: Page, visit: (path: string) => Promise<void>, query = "live=false"): Promise<void> {
  await visit(`/trades?${query}`);
  await expect(candles(page).locator("canvas").first()).toBeVisible();
}

/** Chooses a size of candles from the list. */
async function choose(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("button", { name: /Size of candles/ }).click();
  await page.getByRole("option", { name }).click();
}

test("candles come in the size that is asked for, or the next that the range allows, and the page says so", async ({
  page,
  visit,
}) => {
  await open(page, visit);
  await expect(candles(page)).toHaveAttribute("data-resolution", "1m");
  await choose(page, /^5s/);
  await expect(page).toHaveURL(/candles=5s/);
  await expect(candles(page)).toHaveAttribute("data-resolution", "5s");
  await expect(page.getByText(/^5-second candles in/)).toBeVisible();
  // An hour in seconds would be 3,600 candles.
  await choose(page, /^1s/);
  await expect(page).toHaveURL(/candles=1s/);
  await expect(candles(page)).toHaveAttribute("data-resolution", "5s");
  await expect(page.getByRole("button", { name: /Size of candles/ })).toContainText("1s → 5s");
  await choose(page, /^Auto/);
  await expect(page).not.toHaveURL(/candles=/);
  await expect(candles(page)).toHaveAttribute("data-resolution", "1m");
});

test("a chart that is drawn over another shows nothing of it", async ({ page, visit }) => {
  await open(page, visit, "live=false&range=15m");
  const drawn = async () => {
    // A pointer over the chart would draw its crosshair.
    await page.mouse.move(0, 0);
    return candles(page)
      .locator("canvas")
      .evaluateAll((all) => all.map((one) => (one as HTMLCanvasElement).toDataURL()).join());
  };
  await expect(candles(page)).toHaveAttribute("data-resolution", "5s");
  const first = await drawn();
  await choose(page, /^1m/);
  await expect(candles(page)).toHaveAttribute("data-resolution", "1m");
  await expect.poll(drawn).not.toBe(first);
  await choose(page, /^Auto/);
  await expect(candles(page)).toHaveAttribute("data-resolution", "5s");
  await expect.poll(drawn).toBe(first);
});

test("a candle tells its average price, its volume by taker and what the range misses", async ({
  page,
  visit,
}) => {
  await open(page, visit, "live=false&range=15m");
  await expect(candles(page)).toHaveAttribute("data-resolution", "5s");
  const panel = page.getByRole("region", { name: / · / }).first();
  await expect(panel.getByText(/^VWAP/)).toBeVisible();
  await expect(panel.getByText(/^Bought/)).toBeVisible();
  await expect(panel.getByTestId("completeness").or(panel.getByText(/not applicable/))).toBeVisible();
});

test("the chart is a table, too", async ({ page, visit }) => {
  await open(page, visit);
  await page.getByRole("button", { name: "Show as a table" }).first().click();
  const table = page.getByRole("region", { name: /as a table$/ }).getByRole("table");
  await expect(table.getByRole("columnheader")).toHaveText([
    "Time",
    "Open",
    "High",
    "Low",
    "Close",
    "VWAP",
    "Volume",
    "Bought",
    "Trades",
    "Missing",
  ]);
  await expect(table.getByRole("row").nth(1)).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d/);
});

test("plus and minus zoom where the chart has the focus", async ({ page, visit }) => {
  await open(page, visit);
  await page.getByRole("slider", { name: /^Candles of/ }).focus();
  await page.keyboard.press("-");
  await expect(page).toHaveURL(/range=6h/);
  await expect(candles(page)).toBeVisible();
  await page.getByRole("slider", { name: /^Candles of/ }).focus();
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await expect(page).toHaveURL(/range=15m/);
});

test("instruments are compared in percent, by keyboard, in the URL, and taken out again", async ({
  page,
  visit,
}) => {
  await open(page, visit);
  const field = page.getByRole("combobox", { name: "Compare with" });
  await field.focus();
  await page.keyboard.type("ETH");
  await expect(page.getByRole("option").first()).toContainText("ETH");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/compare=\d+/);
  const comparison = page.getByTestId("comparison");
  await expect(comparison).toHaveAttribute("data-lines", "2");
  await expect(comparison.locator("canvas").first()).toBeVisible();
  await expect(page.getByTestId("compared")).toHaveCount(2);
  await expect(page.getByTestId("compared").first()).toContainText(/[+−]\d+\.\d\d %/);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);

  await page.getByRole("button", { name: "Show as a table" }).first().click();
  await expect(page.getByRole("region", { name: /as a table$/ }).getByRole("columnheader")).toHaveCount(3);
  await page.getByRole("button", { name: "Show as a chart" }).first().click();

  await page.reload();
  await expect(page.getByTestId("comparison")).toHaveAttribute("data-lines", "2");
  await page.getByRole("button", { name: /^Take ETH.* out$/ }).click();
  await expect(page).not.toHaveURL(/compare=/);
  await expect(candles(page)).toBeVisible();
});

test("the chart fills the screen and comes back, with everything behind it out of reach", async ({
  page,
  visit,
}) => {
  await open(page, visit);
  const before = (await candles(page).boundingBox())?.height ?? 0;
  await page.getByRole("button", { name: "Whole screen" }).click();
  await expect(page.locator("[data-maximized]")).toBeVisible();
  await expect.poll(async () => (await candles(page).boundingBox())?.height ?? 0).toBeGreaterThan(before);
  const table = page.getByRole("grid", { name: /^Trades of/ });
  const isOutOfReach = () => table.evaluate((element) => element.closest("[inert]") !== null);
  expect(await isOutOfReach()).toBe(true);
  // A menu opens above it.
  await choose(page, /^5m/);
  await expect(candles(page)).toHaveAttribute("data-resolution", "5m");
  await page.getByRole("button", { name: "Leave the whole screen" }).click();
  await expect(page.locator("[data-maximized]")).toHaveCount(0);
  expect(await isOutOfReach()).toBe(false);
});

test("the chart is saved as a picture", async ({ page, visit }) => {
  await open(page, visit);
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a picture" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^[\w.-]+-1m-[\w.-]+\.png$/);
  const file = await readFile(await download.path());
  expect(file.subarray(1, 4).toString("latin1")).toBe("PNG");
  // Width and height stand in its first chunk: the chart and the head above it.
  const box = await candles(page).boundingBox();
  expect(file.readUInt32BE(16)).toBe(Math.round(box?.width ?? 0));
  expect(file.readUInt32BE(20)).toBe(Math.round(box?.height ?? 0) + 52);
});
