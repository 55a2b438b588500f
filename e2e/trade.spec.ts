import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Opens the page of a trade as one does: from its row, over its panel. */
async function openTrade(page: Page, visit: (path: string) => Promise<void>, row = 5): Promise<void> {
  await visit("/trades?live=false");
  await page.locator(`[data-row="${row}"]`).click();
  await page.getByRole("dialog").getByRole("link", { name: "Everything about this trade" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Trade / })).toBeVisible();
}

test("a trade has a page: lineage, latency, neighbours, its minute", async ({ page, visit }) => {
  await openTrade(page, visit);
  await expect(page).toHaveURL(/\/trades\/\d+\/\d+~/);
  const lineage = page.getByRole("region", { name: "Lineage" });
  await expect(lineage.getByText(/^market\.crypto\.trades\./)).toBeVisible();
  await expect(lineage.getByText(/records read up to offset/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Its minute" }).getByText("Volume")).toBeVisible();
  const neighbours = page.getByRole("region", { name: "Neighbours" });
  await expect(neighbours.locator('tr[aria-current="true"]')).toHaveCount(1);
  const heading = await page.getByRole("heading", { level: 1 }).textContent();
  await neighbours.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: /^Trade / })).not.toHaveText(heading ?? "");
  await page.getByRole("link", { name: "In the chart" }).click();
  await expect(page).toHaveURL(/\/trades\?instrument=\d+&range=/);
  await expect(page.getByRole("heading", { level: 1, name: "Trades" })).toBeVisible();
});

test("its record comes from Kafka again, gives the stored row, and tells the stages", async ({
  page,
  visit,
}) => {
  await openTrade(page, visit);
  const frame = page.getByRole("region", { name: "Raw frame" });
  await frame.getByRole("button", { name: "Fetch it from Kafka" }).click();
  await expect(frame.getByTestId("frame-verdict")).toContainText("exactly the stored row", {
    timeout: 30_000,
  });
  const latency = page.getByRole("region", { name: "Latency" });
  await expect(latency.getByText("fetch the frame")).toHaveCount(0);
  await expect(latency.getByText(/ (µs|ms|s)$/).first()).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the page of a trade in ${colorScheme} has no violation of WCAG 2.2 AA`, async ({ page, visit }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await openTrade(page, visit);
    await expect(page.getByRole("region", { name: "Lineage" })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`)).toEqual(
      [],
    );
  });
}

test("on a narrow screen nothing is wider than the screen", async ({ page, visit }) => {
  await page.setViewportSize({ width: 320, height: 844 });
  await openTrade(page, visit);
  await expect(page.getByRole("region", { name: "Lineage" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("a trade that is not stored says so", async ({ page, visit }) => {
  await visit("/trades/1/1000000~none");
  await expect(page.getByText("This trade is not stored, or retention has removed it.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Trade none" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Trades" })).toHaveAttribute(
    "href",
    "/trades",
  );
  const answer = await page.request.get("/trades/1/nonsense");
  expect(answer.status()).toBe(404);
});
test.use({ expectedErrors: /status of 404/ });
