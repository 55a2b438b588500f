import { expect, test } from "@/e2e/support/test";

test("says whether every trade is accounted for, and counts on while one looks", async ({ page, visit }) => {
  await visit("/");
  await expect(page.getByTestId("ledger-verdict")).toContainText("Every trade is accounted for");
  const badge = page.getByTestId("ledger-badge");
  await expect(badge).toContainText("Accounted for");
  const first = await badge.textContent();
  await expect.poll(() => badge.textContent()).not.toBe(first);
});

test("arrives from the server with its numbers", async ({ request }) => {
  const html = await (await request.get("/")).text();
  expect(html).toContain("Every trade is accounted for");
});

test("tells how fast trades come, and from where", async ({ page, visit }) => {
  await visit("/");
  await expect
    .poll(async () => Number.parseFloat((await page.getByTestId("rate-now").textContent()) ?? "0"))
    .toBeGreaterThan(0);
  const exchanges = page.getByRole("region", { name: "Exchanges" });
  await expect(exchanges.getByText("Live", { exact: true }).first()).toBeVisible();
  await expect(
    page
      .getByRole("slider", { name: /Trades over time by exchange/ })
      .locator("canvas")
      .first(),
  ).toBeVisible();
});

test("a term of the ledger leads to the page that lists it", async ({ page, visit }) => {
  await visit("/");
  await page
    .getByRole("region", { name: "The ledger" })
    .getByRole("link", { name: /stored/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/trades/);
});

test("a chart has a table that says the same", async ({ page, visit }) => {
  await visit("/");
  const throughput = page.getByRole("region", { name: "Throughput" });
  await throughput.getByRole("button", { name: "Show as a table" }).click();
  await expect(throughput.getByRole("columnheader", { name: "Time" })).toBeVisible();
  await expect.poll(() => throughput.getByRole("row").count()).toBeGreaterThan(10);
});
