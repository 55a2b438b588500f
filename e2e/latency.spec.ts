import type { Page } from "@playwright/test";
import { SHOWN_WITHIN_MS } from "@/e2e/support/promise";
import { freezeKafka, mayStrike } from "@/e2e/support/services";
import { expect, test } from "@/e2e/support/test";

const stages = (page: Page) => page.getByRole("region", { name: "Stages, with figures" });
const whole = (page: Page) => stages(page).getByRole("row", { name: /Exchange to queryable/ });

/** n of the whole. */
async function measured(page: Page): Promise<number> {
  return Number((await whole(page).getByRole("cell").first().textContent())?.replaceAll(",", "") ?? 0);
}

test("measures each stage and the whole, with n and intervals, and says which tier is met", async ({
  page,
  visit,
}) => {
  await visit("/latency");
  for (const name of [
    "Exchange to Kafka",
    "Kafka to fetched",
    "Fetched to committed",
    "Exchange to queryable",
  ])
    await expect(stages(page).getByRole("rowheader", { name: new RegExp(`^${name}`) })).toBeVisible();
  await expect(page.getByTestId("tier")).toContainText("Right now:");
  await expect(whole(page)).toContainText(/\d+ (ms|s) to \d+/);
  const before = await measured(page);
  await expect.poll(() => measured(page)).toBeGreaterThan(before);
  await expect
    .poll(async () => Number((await page.getByTestId("browser-n").textContent())?.replaceAll(",", "")))
    .toBeGreaterThan(0);
  await expect(page.getByText(/no platform for execution/)).toBeVisible();
});

test("a sample that is too small says so; figures go by exchange and by instrument", async ({
  page,
  visit,
}) => {
  await visit("/latency");
  await page.getByRole("radio", { name: "Instrument" }).click();
  await expect(page).toHaveURL(/by=instrument/);
  const grid = page.getByRole("grid", { name: "Latency by instrument" });
  await expect(grid.getByRole("row").nth(3)).toBeVisible();
  await expect(grid.getByText("n too small").first()).toBeVisible();
  await page.getByRole("radio", { name: "kraken", exact: true }).click();
  await expect(page).toHaveURL(/exchange=kraken/);
  await expect(grid.getByRole("row", { name: /binance/ })).toHaveCount(0);
  const chart = page.getByRole("region", { name: "Over time" });
  await chart.getByRole("button", { name: "Show as a table" }).click();
  await expect(chart.getByRole("columnheader", { name: "p99" })).toBeVisible();
});

test("a Kafka that pauses shows as latency that no tier allows, and trades are measured again after it @fault", async ({
  page,
  visit,
}) => {
  test.skip(!mayStrike, "may stop only services that were started for it");
  test.setTimeout(240_000);
  await visit("/latency?range=15m");
  await expect(whole(page)).toContainText(/\d+ (ms|s) to \d+/);
  const still = page.getByText(/Nothing has been committed for/);
  await expect(still).toHaveCount(0);
  const thaw = await freezeKafka();
  try {
    await expect(still).toBeVisible({ timeout: SHOWN_WITHIN_MS });
    // Nothing is committed while it is frozen: the count stands still.
    let last = -1;
    await expect
      .poll(
        async () => {
          const now = await measured(page);
          const still = now === last;
          last = now;
          return still;
        },
        { intervals: [7_000], timeout: 60_000 },
      )
      .toBe(true);
  } finally {
    thaw();
  }
  await expect(still).toHaveCount(0, { timeout: 60_000 });
  const before = await measured(page);
  await expect(page.getByTestId("tier")).toContainText("no tier is met", { timeout: 60_000 });
  await expect.poll(() => measured(page), { timeout: 60_000 }).toBeGreaterThan(before);
});
