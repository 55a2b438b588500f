import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Of all of two exchanges, so that there are more trades than a table holds. */
const MANY = "/trades?range=1d&venues=binance,kraken";

const grid = (page: Page) => page.getByRole("grid", { name: /^Trades of/ });
const loaded = (page: Page) => grid(page).getAttribute("aria-rowcount").then(Number);
const newest = (page: Page) => page.getByRole("button", { name: "Back to the newest" });

/** The first row below the table's header: where it is, and whose. */
function readTop(page: Page): Promise<{ index: number; key: string; time: string } | null> {
  return grid(page).evaluate((table) => {
    const header = table.querySelector("th")?.getBoundingClientRect().bottom ?? 0;
    const row = [...table.querySelectorAll<HTMLElement>("tr[data-row]")].find(
      (one) => one.getBoundingClientRect().top >= header - 17,
    );
    if (row === undefined) return null;
    const time = row.querySelector("time")?.getAttribute("datetime") ?? "";
    return { index: Number(row.dataset.row), key: row.dataset.key ?? "", time };
  });
}

/** Walks to the last row that is loaded, until that many were. */
async function readOn(page: Page, rows: number): Promise<void> {
  await grid(page).getByRole("row").nth(1).focus();
  await expect(async () => {
    await page.keyboard.press("End");
    expect(await loaded(page)).toBeGreaterThan(rows);
  }).toPass({ timeout: 45_000 });
}

test("a link into the middle shows that moment, with what lies on both sides of it", async ({
  page,
  visit,
}) => {
  test.slow();
  await visit(`${MANY}&live=false`);
  await readOn(page, 250);
  await expect(page).toHaveURL(/[?&]at=/);
  // Where the address says it stands, it stands again, whoever opens it, with rows above.
  const at = () => new URL(page.url()).searchParams.get("at");
  await expect.poll(async () => (await readTop(page))?.time === at()).toBe(true);
  const stood = await readTop(page);
  await page.reload();
  await expect.poll(async () => (await readTop(page))?.index).toBeGreaterThan(0);
  expect((await readTop(page))?.time).toBe(stood?.time);

  await page.getByRole("button", { name: "Newer", exact: true }).click();
  await expect.poll(async () => ((await readTop(page))?.time ?? "") > (stood?.time ?? "~")).toBe(true);
  await expect(page.getByRole("status").filter({ hasText: /^Trades from .+ to .+/ })).toHaveCount(1);
  await page.getByRole("button", { name: "Older", exact: true }).click();
  await expect.poll(async () => (await readTop(page))?.key).toBe((await readTop(page))?.key);
  await expect.poll(async () => ((await readTop(page))?.time ?? "~") <= (stood?.time ?? "")).toBe(true);

  await newest(page).click();
  await expect(page).not.toHaveURL(/[?&]at=/);
  await expect.poll(async () => (await readTop(page))?.index).toBe(0);
  await expect(newest(page)).toHaveCount(0);
  expect(((await readTop(page))?.time ?? "") >= (stood?.time ?? "~")).toBe(true);
});

test("what one reads stays where it is while rows are put before it", async ({ page, visit }) => {
  test.slow();
  await visit(`${MANY}&live=false`);
  await readOn(page, 250);
  const top = await readTop(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // The page before is held back until the first rows were looked at.
  await page.route(/trades\.page.*backward/, async (route) => {
    await held;
    await route.continue();
  });
  await visit(`${MANY}&live=false&at=${top?.time}`);
  await expect.poll(async () => (await readTop(page))?.index).toBe(0);
  const before = await readTop(page);
  const place = await grid(page).locator(`[data-key="${before?.key}"]`).boundingBox();
  release();
  await expect(grid(page).locator(`[data-key="${before?.key}"]`)).not.toHaveAttribute("data-row", "0");
  expect(await grid(page).locator(`[data-key="${before?.key}"]`).boundingBox()).toEqual(place);
});

test("a table that is read stands still while trades come, and follows them again at its head", async ({
  page,
  visit,
}) => {
  test.slow();
  await visit("/trades?range=1d");
  await expect.poll(() => loaded(page)).toBeGreaterThan(50);
  await grid(page).getByRole("row").nth(1).focus();
  for (let turn = 0; turn < 3; turn++) await page.keyboard.press("PageDown");
  await expect(newest(page)).toBeVisible();
  const stood = await readTop(page);
  const tape = () => page.getByTestId("tape").getAttribute("data-received").then(Number);
  const seen = await tape();
  await expect.poll(tape, { timeout: 40_000 }).toBeGreaterThan(seen + 40);
  expect(await readTop(page)).toEqual(stood);
  await newest(page).click();
  await expect(newest(page)).toHaveCount(0);
  const head = (await readTop(page))?.key;
  await expect.poll(async () => (await readTop(page))?.key, { timeout: 40_000 }).not.toBe(head);
});

test("however far one reads, the table holds two thousand rows, and the way back is there", async ({
  page,
  visit,
}) => {
  test.slow();
  await visit(`${MANY}&live=false&order=oldest`);
  const first = await readTop(page);
  await readOn(page, 1_900);
  await expect
    .poll(async () => {
      await page.keyboard.press("End");
      return (await readTop(page))?.time;
    })
    .not.toBe(first?.time);
  expect(await loaded(page)).toBeLessThanOrEqual(2_001);
  await expect(async () => {
    await page.keyboard.press("Home");
    expect(await readTop(page)).toEqual(first);
    // A page of a hundred each time: twenty of them, on a machine with other things to do.
  }).toPass({ timeout: 90_000, intervals: [200] });
  expect(await loaded(page)).toBeLessThanOrEqual(2_001);
});

test("one jumps to a time; what is no time, or lies outside, is told with what to do", async ({
  page,
  visit,
}) => {
  await visit("/trades?live=false&range=1d");
  await expect(grid(page)).toBeVisible();
  await page.getByRole("button", { name: "Jump to a time" }).click();
  const dialog = page.getByRole("dialog", { name: "Jump to a time" });
  const field = dialog.getByLabel("Time (UTC)");
  await field.fill("yesterday");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("“yesterday” is no time. Write 2026-08-09 14:03:07")).toBeVisible();
  await field.fill("2020-01-01 00:00");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(/^The range goes from .+: this is before it\.$/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(violations.map((one) => one.id)).toEqual([]);

  const time = (await readTop(page))?.time ?? "";
  await field.fill(time);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`at=${time.slice(0, 19)}`));
  await expect.poll(async () => (await readTop(page))?.time).toBe(time);

  await page.getByRole("button", { name: "Jump to a time" }).click();
  await field.fill("2020-01-01 00:00");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Move the range there" }).click();
  await expect(page).toHaveURL(/range=2019-12-31T12:00:00Z\.\.2020-01-01T12:00:00Z/);
  await page.goBack();
  await expect.poll(async () => (await readTop(page))?.time).toBe(time);
});

test("a view and a frozen link hold the place", async ({ page, visit, context }) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit(MANY);
  await readOn(page, 150);
  await expect(page).toHaveURL(/[?&]at=/);
  await page.getByRole("button", { name: "Freeze and copy link" }).click();
  await expect(page).toHaveURL(/live=false/);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(copied).searchParams.get("at")).toBe(new URL(page.url()).searchParams.get("at"));
  const stood = await readTop(page);
  await page.getByRole("button", { name: "Views" }).click();
  const views = page.getByRole("dialog", { name: "Saved views" });
  await views.getByLabel("Save this view as").fill("That moment");
  await views.getByRole("button", { name: "Save" }).click();
  await visit("/trades");
  await page.getByRole("button", { name: /^Views/ }).click();
  await views.getByRole("link", { name: "That moment" }).click();
  await expect.poll(async () => (await readTop(page))?.time).toBe(stood?.time);
});

test.describe("where the next trades do not come", () => {
  test.use({ expectedErrors: /net::ERR_FAILED/ });

  test("that is said once, and a person asks again", async ({ page, visit }) => {
    test.slow();
    await visit(`${MANY}&live=false`);
    await expect.poll(() => loaded(page)).toBeGreaterThan(50);
    await page.route(/trades\.page.*cursor/, (route) => route.abort());
    await grid(page).getByRole("row").nth(1).focus();
    await page.keyboard.press("End");
    const alert = page.getByRole("alert").filter({ hasText: "The next trades did not come" });
    await expect(alert).toBeVisible();
    await page.unroute(/trades\.page.*cursor/);
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => loaded(page)).toBeGreaterThan(101);
    await expect(alert).toHaveCount(0);
  });
});
