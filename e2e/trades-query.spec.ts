import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/test";

const grid = (page: Page) => page.getByRole("grid", { name: /^Trades of/ });
const openFilters = (page: Page) => page.getByRole("button", { name: "Price, size, id" }).click();
const dialog = (page: Page) => page.getByRole("dialog", { name: "Filter by price, size or id" });

/** The exact values of a column, as the rows' `data` elements hold them. */
const values = (page: Page, column: number) =>
  grid(page)
    .locator(`tbody tr[data-row] td:nth-child(${column}) data`)
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("value") ?? ""));

test("bounds that cannot be read are named, with what to write", async ({ page, visit }) => {
  await visit("/trades?live=false");
  await openFilters(page);
  await dialog(page).getByLabel("Price from").fill("12,5");
  await dialog(page).getByLabel("Size from").fill("2");
  await dialog(page).getByLabel("Size to").fill("1");
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await expect(dialog(page).getByText("“12,5” has a comma.")).toBeVisible();
  await expect(
    dialog(page).getByText("From 2 is above to 1: nothing lies between. Swap them."),
  ).toBeVisible();
  await expect(dialog(page).getByLabel("Price from")).toHaveAttribute("aria-invalid", "true");
  expect(page.url()).not.toContain("price");
});

test("a bound on the price narrows the table, and stands in the URL", async ({ page, visit }) => {
  await visit("/trades?live=false&range=1d");
  await expect(grid(page).locator('[data-row="3"]')).toBeVisible();
  const prices = (await values(page, 3)).map(Number).sort((a, b) => a - b);
  const median = prices[Math.floor(prices.length / 2)] ?? 0;
  await openFilters(page);
  await dialog(page).getByLabel("Price from").fill(String(median));
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(new RegExp(`priceMin=${median}`));
  await expect
    .poll(async () => {
      const shown = (await values(page, 3)).map(Number);
      return shown.length > 0 && shown.every((price) => price >= median);
    })
    .toBe(true);
});

test("what a link filters is taken away one by one, and all at once", async ({ page, visit }) => {
  test.slow();
  await visit("/trades?live=false&range=1d&priceMin=0.01");
  const chip = page.getByRole("button", { name: "Remove the filter Price ≥ 0.01" });
  await expect(chip).toBeVisible();
  const id = await grid(page).locator('[data-row="1"] td:nth-child(6)').textContent();
  await openFilters(page);
  await expect(dialog(page).getByLabel("Price from")).toHaveValue("0.01");
  await dialog(page)
    .getByLabel("Trade id")
    .fill(id ?? "");
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await expect(grid(page).locator("tbody tr[data-row]")).toHaveCount(1);
  await chip.click();
  await expect(page).not.toHaveURL(/priceMin/);
  await expect(page).toHaveURL(/[?&]id=/);
  await page.getByRole("button", { name: "Reset the filters" }).click();
  await expect(page).not.toHaveURL(/[?&]id=/);
  await expect.poll(() => grid(page).getAttribute("aria-rowcount").then(Number)).toBeGreaterThan(50);
});

test("the oldest come first where one wants it, down to the microsecond", async ({ page, visit }) => {
  await visit("/trades?live=false&range=1d");
  await page.getByRole("button", { name: "Newest first" }).click();
  await expect(page).toHaveURL(/order=oldest/);
  await expect(page.getByRole("button", { name: "Oldest first" })).toBeVisible();
  const times = () =>
    grid(page)
      .locator("tbody tr[data-row] td:first-child time")
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("datetime") ?? ""));
  await expect
    .poll(async () => {
      const shown = await times();
      return shown.length > 5 && shown.join() === [...shown].sort().join() && shown[0] !== shown.at(-1);
    })
    .toBe(true);
});

test("several instruments, or an exchange, are one table", async ({ page, visit }) => {
  await visit("/trades?live=false");
  const field = page.getByRole("combobox", { name: "Add markets to the table" });
  await field.click();
  await field.fill("All of kraken");
  await page.getByRole("option", { name: /All of kraken/ }).click();
  await expect(page).toHaveURL(/venues=kraken/);
  const table = page.getByRole("grid", { name: "Trades of several instruments" });
  await expect(table.getByRole("columnheader", { name: "Instrument" })).toBeVisible();
  await expect(table.getByText(/^kraken/).first()).toBeVisible();
  // A row of another instrument opens that one's trade.
  await table.getByRole("row").filter({ hasText: "kraken" }).first().click();
  await expect(page.getByRole("dialog").getByText(/· kraken/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Leave out all of kraken" }).click();
  await expect(page).not.toHaveURL(/venues=/);
  await expect(table).toHaveCount(0);
});

test("the table says how many there are in all, exactly where candles know it", async ({ page, visit }) => {
  await visit("/trades?live=false&range=1d");
  await expect(page.getByTestId("trades-count")).toHaveText(/^100 shown of [\d,]+; more as you scroll$/);
  await page.getByRole("button", { name: "Sell", exact: true }).click();
  await expect(page.getByTestId("trades-count")).toHaveText(
    /shown of (?:[\d,]+|about .+ by a sample of [\d,]+\))/,
  );
});

test("a slow question is called off by a button, and asked again by another", async ({ page, visit }) => {
  await visit("/trades?live=false");
  await expect(grid(page)).toBeVisible();
  let held = 0;
  await page.route(/trades\.page.*sell/, async (route) => {
    held += 1;
    if (held > 1) return route.continue();
    // Never answered: the button ends it.
  });
  await page.getByRole("button", { name: "Sell", exact: true }).click();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByText("The question was cancelled")).toBeVisible();
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(grid(page).getByRole("gridcell", { name: "Sell" }).first()).toBeVisible();
});

test("columns are chosen, kept, and shared by the link", async ({ page, visit, browser }) => {
  test.slow();
  await visit("/trades?live=false");
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("dialog", { name: "Columns" }).getByText("Partition · offset").click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/hide=origin/);
  await expect(grid(page).getByRole("columnheader", { name: "Partition · offset" })).toHaveCount(0);
  await visit("/trades?live=false");
  await expect(grid(page).getByRole("columnheader", { name: "Price" })).toBeVisible();
  await expect(grid(page).getByRole("columnheader", { name: "Partition · offset" })).toHaveCount(0);
  // Somebody else's browser keeps nothing, and takes what the link says.
  const other = await browser.newContext();
  const guest = await other.newPage();
  await guest.goto(new URL("/trades?live=false&hide=side", page.url()).href);
  await expect(guest.getByRole("columnheader", { name: "Price" })).toBeVisible();
  await expect(guest.getByRole("columnheader", { name: "Taker" })).toHaveCount(0);
  await other.close();
});

test("a view is saved under a name, found again by menu and Ctrl K, and deleted", async ({ page, visit }) => {
  test.slow();
  await visit("/trades?live=false&sides=sell&order=oldest");
  await page.getByRole("button", { name: "Views" }).click();
  const views = page.getByRole("dialog", { name: "Saved views" });
  await views.getByRole("button", { name: "Save" }).click();
  await expect(views.getByText("The name is empty.")).toBeVisible();
  await views.getByLabel("Save this view as").fill("Old sells");
  await views.getByRole("button", { name: "Save" }).click();
  await visit("/latency");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /^Search/ }).fill("Old sells");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sides=sell/);
  await expect(page).toHaveURL(/order=oldest/);
  await expect(page).toHaveURL(/instrument=\d+/);
  await page.getByRole("button", { name: /^Views/ }).click();
  await views.getByRole("button", { name: "Delete the view Old sells" }).click();
  await expect(views.getByText("A view is this page")).toBeVisible();
});

test("freezing holds the range and copies a link to it", async ({ page, visit, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit("/trades");
  await page.getByRole("button", { name: "Freeze and copy link" }).click();
  await expect(page).toHaveURL(/range=.+\.\..+/);
  await expect(page).toHaveURL(/live=false/);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(copied).searchParams.get("range")).toBe(new URL(page.url()).searchParams.get("range"));
  expect(new URL(copied).searchParams.get("live")).toBe("false");
  expect(new URL(copied).searchParams.get("instrument")).toMatch(/^\d+$/);

  // The key holds what the button holds, the instrument that the page chose included.
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await visit("/trades");
  await page.keyboard.press("f");
  await expect(page).toHaveURL(/live=false/);
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/(?=.*range=)(?=.*instrument=\d+)/);
});

test("single keys act, are told by a sheet, and can be turned off", async ({ page, visit }) => {
  test.slow();
  await visit("/trades");
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByText("Pause or resume live data")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/live=false/);
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page).toHaveURL(/\/latency/);
  // Typing is typing.
  await visit("/trades?live=false");
  await openFilters(page);
  await dialog(page).getByLabel("Trade id").pressSequentially("gp?");
  await expect(dialog(page).getByLabel("Trade id")).toHaveValue("gp?");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /^Search/ }).fill("shortcuts");
  await page.keyboard.press("Enter");
  await sheet.getByText("Single-key shortcuts").click();
  await expect(sheet.getByRole("switch")).not.toBeChecked();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("p");
  await page.keyboard.press("?");
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL(/live=false/);
});
