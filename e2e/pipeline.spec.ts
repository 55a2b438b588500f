import type { Page } from "@playwright/test";
import { FREEZE_BEGINS_MS, SHOWN_WITHIN_MS } from "@/e2e/support/promise";
import { freezeKafka, mayStrike, startWorker } from "@/e2e/support/services";
import { controlUrl, setFaults } from "@/e2e/support/simulator";
import { expect, test } from "@/e2e/support/test";

const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("shows where ingest stands, who reads what, and that the stored trades are as accounted", async ({
  page,
  visit,
}) => {
  test.setTimeout(120_000);
  await visit("/pipeline");
  const partitions = panel(page, "Partitions");
  await expect(partitions.getByText("market.crypto.trades.binance.raw").first()).toBeVisible();
  await expect(partitions.getByText(/fullest partition [\d.]+ × the mean/).first()).toBeVisible();
  await expect(partitions.getByText("Balanced").first()).toBeVisible();
  const group = panel(page, "Consumer group");
  await expect(group.getByText(/trades\.binance\.raw\/0/).first()).toBeVisible();
  await expect(panel(page, "Workers").getByText("Running").first()).toBeVisible();
  await expect(panel(page, "Tables").getByText(/days of trades from/)).toBeVisible();
  await expect(panel(page, "Maintenance").getByText("retention").first()).toBeVisible();
  await partitions.getByRole("button", { name: "Verify now" }).click();
  await expect(partitions.getByText(/[\d,]+ trades recounted, all as accounted/)).toBeVisible({
    timeout: 60_000,
  });
});

test("Kafka that stops answering is told, with the age of what is shown, and it recovers @fault", async ({
  page,
  visit,
}) => {
  test.skip(!mayStrike, "may stop only services that were started for it");
  test.setTimeout(240_000);
  await visit("/pipeline");
  await expect(page.getByText("Kafka does not answer")).toHaveCount(0);
  const thaw = await freezeKafka();
  try {
    await expect(page.getByText("Kafka does not answer")).toBeVisible({ timeout: SHOWN_WITHIN_MS });
    await expect(page.getByText(/are as they were/)).toBeVisible();
    await expect(panel(page, "Consumer group").getByText("As last seen")).toBeVisible();
    await visit("/alerts");
    await expect(
      page.getByRole("grid", { name: "Alerts that fire" }).getByRole("row", { name: /Kafka away/ }),
    ).toBeVisible({ timeout: 30_000 });
  } finally {
    thaw();
  }
  await expect(
    page.getByRole("grid", { name: "Alerts that fire" }).getByRole("row", { name: /Kafka away/ }),
  ).toHaveCount(0, { timeout: 60_000 });
  await visit("/pipeline");
  await expect(page.getByText("Kafka does not answer")).toHaveCount(0);
  // Trades flow again, and every one is accounted for.
  const badge = page.getByTestId("ledger-badge");
  const before = await badge.textContent();
  await expect.poll(() => badge.textContent(), { timeout: 90_000 }).not.toBe(before);
  await expect(badge).toContainText("Accounted for");
});

test("a worker that is killed falls silent on the page; another takes its place @fault", async ({
  page,
  visit,
}) => {
  test.skip(!mayStrike, "may stop only services that were started for it");
  test.setTimeout(180_000);
  const worker = await startWorker("maintain");
  const workers = panel(page, "Workers");
  const row = workers.getByRole("row", { name: new RegExp(`maintain-${worker.pid}-`) });
  await visit("/pipeline");
  await expect(row).toContainText("Running");
  worker.kill("SIGKILL");
  await expect(row).toContainText("Silent", { timeout: SHOWN_WITHIN_MS });
  const next = await startWorker("maintain");
  await expect(workers.getByRole("row", { name: new RegExp(`maintain-${next.pid}-`) })).toContainText(
    "Running",
  );
  next.kill("SIGTERM");
  await expect(workers.getByRole("row", { name: new RegExp(`maintain-${next.pid}-`) })).toContainText(
    "Stopped",
    { timeout: 30_000 },
  );
});

test("a feed that freezes is shown as silent, and flows again @fault", async ({ page, request, visit }) => {
  test.skip(controlUrl === undefined, "needs a simulator that can be told to misbehave");
  test.setTimeout(120_000);
  await visit("/pipeline");
  const row = panel(page, "Feed connections").getByRole("row", { name: /^coinbase/ });
  await expect(row).toContainText("Open");
  await setFaults(request, [
    { type: "freeze", venue: "coinbase", every: [0.5, 0.5], seconds: [15, 15], limit: 1 },
  ]);
  try {
    await expect(row).toContainText(/Silent for \d+ s/, { timeout: SHOWN_WITHIN_MS + FREEZE_BEGINS_MS });
    await expect(row).toContainText("Open", { timeout: 60_000 });
  } finally {
    await setFaults(request, "demo");
  }
});
