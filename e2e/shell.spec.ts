import { PAGES } from "@/e2e/support/pages";
import { expect, test } from "@/e2e/support/test";

test("the navigation leads to every page", async ({ page, visit }) => {
  await visit("/");
  const nav = page.getByRole("navigation", { name: "Pages" });
  for (const { path, heading } of PAGES.slice(1)) {
    await nav.getByRole("link", { name: new RegExp(`^${heading}`) }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(heading));
  }
});

test("range and zone go along from page to page", async ({ page, visit }) => {
  await visit("/?range=6h&tz=Europe%2FMadrid");
  await page
    .getByRole("navigation", { name: "Pages" })
    .getByRole("link", { name: /^Trades/ })
    .click();
  await expect(page).toHaveURL(/range=6h/);
  await expect(page).toHaveURL(/tz=Europe/);
});

test("the range is chosen from the top bar", async ({ page, visit }) => {
  await visit("/");
  await page.getByRole("button", { name: /^Time range/ }).click();
  await page.getByRole("button", { name: "Last 6 hours" }).click();
  await expect(page).toHaveURL(/range=6h/);
  await expect(page.getByRole("button", { name: "Time range: Last 6 hours" })).toBeVisible();
});

test("the theme changes, stays, and the charts follow", async ({ page, visit }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await visit("/");
  const html = page.locator("html");
  await expect(html).toHaveAttribute("data-theme", "light");
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(html).toHaveAttribute("data-theme", "dark");
});

test("Ctrl K finds pages and instruments", async ({ page, visit }) => {
  await visit("/");
  await expect(page.getByTestId("ledger-badge")).toBeVisible();
  await page.keyboard.press("Control+k");
  const search = page.getByRole("combobox", { name: /^Search/ });
  await expect(search).toBeFocused();
  await search.fill("latency");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/latency/);
  await page.keyboard.press("Control+k");
  await search.fill("BTC");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/trades\?.*instrument=\d+/);
});

test("the keyboard can skip the navigation", async ({ page, visit }) => {
  await visit("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#page")).toBeFocused();
});

test("any zone is found by typing, and every time is printed in it", async ({ page, visit }) => {
  await visit("/trades?live=false&range=2026-03-08T06:00:00Z..2026-03-08T08:00:00Z");
  await page.getByRole("button", { name: /^Time range: 2026-03-08 06:00/ }).click();
  const dialog = page.getByRole("dialog", { name: "Time range" });
  await dialog.getByRole("combobox", { name: "Another time zone" }).fill("new york");
  await page.getByRole("option", { name: "America/New York", exact: true }).click();
  await expect(page).toHaveURL(/tz=America\/New_York/);
  await expect(dialog.getByRole("radio", { name: "New York" })).toBeChecked();
  // The night of the change: two hours that clocks tell as three.
  await expect(dialog.getByLabel("From")).toHaveValue("2026-03-08 01:00:00");
  await expect(dialog.getByLabel("To")).toHaveValue("2026-03-08 04:00:00");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Time range: 2026-03-08 01:00 – 04:00" })).toBeVisible();
});

test("the navigation narrows to icons, and the server remembers", async ({ page, visit }) => {
  await visit("/");
  await page.getByRole("button", { name: "Narrow the navigation" }).click();
  const nav = page.getByRole("navigation", { name: "Pages" });
  await expect.poll(async () => (await nav.boundingBox())?.width).toBeLessThan(80);
  await page.reload();
  await expect.poll(async () => (await nav.boundingBox())?.width).toBeLessThan(80);
  await expect(nav.getByRole("link", { name: /^Gaps/ })).toBeVisible();
});

test("on a narrow screen the navigation is a sheet, and nothing is wider than the screen", async ({
  page,
  visit,
}) => {
  await page.setViewportSize({ width: 320, height: 844 });
  for (const { path, heading } of PAGES) {
    await visit(path);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
  await page.getByRole("button", { name: "Open the navigation" }).click();
  await page
    .getByRole("dialog")
    .getByRole("link", { name: /^Pipeline/ })
    .click();
  await expect(page).toHaveURL(/\/pipeline/);
  await expect(page.getByRole("dialog")).toBeHidden();
});
