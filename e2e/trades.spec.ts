import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/test";

const tapeCount = (page: Page) => page.getByTestId("tape").getAttribute("data-received").then(Number);

test("candles and tape move", async ({ page, visit }) => {
  await visit("/trades");
  const candles = page.getByTestId("candles");
  await expect(candles.locator("canvas").first()).toBeVisible();
  const seen = { trades: await candles.getAttribute("data-last-trades"), tape: await tapeCount(page) };
  // Where the machine is busy a chart is drawn every eight seconds.
  await expect
    .poll(() => candles.getAttribute("data-last-trades"), { timeout: 40_000 })
    .not.toBe(seen.trades);
  await expect.poll(() => tapeCount(page)).toBeGreaterThan(seen.tape + 3);
});

test("the tape shows no trade twice, also over a broken connection", async ({ page, visit, context }) => {
  test.slow();
  await visit("/trades");
  await expect.poll(() => tapeCount(page)).toBeGreaterThan(0);
  await context.setOffline(true);
  await context.setOffline(false);
  const before = await tapeCount(page);
  await expect.poll(() => tapeCount(page), { timeout: 40_000 }).toBeGreaterThan(before + 3);
});
test.use({ expectedErrors: /net::ERR_(INTERNET_DISCONNECTED|NETWORK)/ });

test("pausing stops the tape, resuming lets it go on, and the URL says which", async ({ page, visit }) => {
  await visit("/trades");
  await expect.poll(() => tapeCount(page)).toBeGreaterThan(0);
  await page.getByRole("button", { name: /^Pause/ }).click();
  await expect(page).toHaveURL(/live=false/);
  const tape = page.getByRole("region", { name: "Live tape" });
  await expect(tape.getByText("Paused", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: /^Resume/ }).click();
  await expect(page).not.toHaveURL(/live=/);
  await expect(tape.getByText("Following")).toBeVisible();
});

test("an instrument is found by typing, and the choice is in the URL", async ({ page, visit }) => {
  await visit("/trades");
  const field = page.getByRole("combobox", { name: "Instrument" });
  await field.click();
  await field.fill("ETH");
  const option = page.getByRole("option").first();
  await expect(option).toContainText("ETH");
  const symbol = (await option.locator("span").first().textContent()) ?? "";
  await option.click();
  await expect(page).toHaveURL(/instrument=\d+/);
  await expect(
    page.getByRole("heading", { level: 2, name: new RegExp(`^${literal(symbol)}`) }),
  ).toBeVisible();
  await page.reload();
  await expect(
    page.getByRole("heading", { level: 2, name: new RegExp(`^${literal(symbol)}`) }),
  ).toBeVisible();
});

test("the table is walked, opened and closed by keyboard", async ({ page, visit }) => {
  await visit("/trades?live=false");
  const table = page.getByRole("grid", { name: /^Trades of/ });
  await table.getByRole("row").nth(1).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(table.locator('[data-row="2"]')).toBeFocused();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText("Notional, exact")).toBeVisible();
  await expect(page).toHaveURL(/trade=\d+~/);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page).not.toHaveURL(/trade=/);
});

test("more pages come as one scrolls", async ({ page, visit }) => {
  await visit("/trades?live=false&range=1d");
  const table = page.getByRole("grid", { name: /^Trades of/ });
  await expect.poll(() => table.getAttribute("aria-rowcount").then(Number)).toBeGreaterThan(100);
  await table.getByRole("row").nth(1).focus();
  await page.keyboard.press("End");
  await expect.poll(() => table.getAttribute("aria-rowcount").then(Number)).toBeGreaterThan(101);
});

test("filters narrow the table and stand in the URL", async ({ page, visit }) => {
  await visit("/trades?live=false");
  await page.getByRole("button", { name: "Sell", exact: true }).click();
  await expect(page).toHaveURL(/sides=sell/);
  const table = page.getByRole("grid", { name: /^Trades of/ });
  await expect(table.getByRole("gridcell", { name: "Sell" }).first()).toBeVisible();
  await expect(table.getByRole("gridcell", { name: "Buy" })).toHaveCount(0);
});

test("the chart has a cursor for the keyboard, with exact numbers", async ({ page, visit }) => {
  await visit("/trades?live=false");
  const chart = page.getByRole("slider", { name: /^Candles of/ });
  await expect(chart.locator("canvas").first()).toBeVisible();
  await chart.focus();
  await page.keyboard.press("ArrowLeft");
  const newest = await chart.getAttribute("aria-valuenow");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => chart.getAttribute("aria-valuenow")).not.toBe(newest);
});

test("zooming needs no dragging", async ({ page, visit }) => {
  await visit("/trades");
  await page.getByRole("button", { name: "Zoom out" }).click();
  await expect(page).toHaveURL(/range=6h/);
  await page.getByRole("button", { name: "Earlier" }).click();
  await expect(page).toHaveURL(/range=.+\.\./);
});

test("a range without trades says when there are some, and goes there", async ({ page, visit }) => {
  await visit("/trades?range=2020-01-01T00:00:00Z..2020-01-01T01:00:00Z");
  await expect(page.getByText(/^No trade of .* in this range$/).first()).toBeVisible();
  await page.getByRole("button", { name: "Show its last hour" }).first().click();
  await expect(page.getByTestId("candles")).toBeVisible();
});

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
