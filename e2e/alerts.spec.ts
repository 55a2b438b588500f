import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { FREEZE_BEGINS_MS, SHOWN_WITHIN_MS } from "@/e2e/support/promise";
import { freezeKafka, mayStrike, startWorker } from "@/e2e/support/services";
import { controlUrl, setFaults } from "@/e2e/support/simulator";
import { expect, test } from "@/e2e/support/test";

const firing = (page: Page) => page.getByRole("grid", { name: "Alerts that fire" });

test("a silent feed fires; it is acknowledged with a reason, its runbook is at hand, and it resolves by itself @fault", async ({
  page,
  request,
  visit,
}) => {
  test.skip(controlUrl === undefined, "needs a simulator that can be told to misbehave");
  test.setTimeout(180_000);
  await visit("/alerts");
  await setFaults(request, [
    { type: "freeze", venue: "coinbase", every: [0.5, 0.5], seconds: [40, 40], limit: 1 },
  ]);
  try {
    const row = firing(page).getByRole("row", { name: /Feed stale coinbase/ });
    await expect(row).toBeVisible({ timeout: SHOWN_WITHIN_MS + FREEZE_BEGINS_MS });
    await row.click();
    const sheet = page.getByRole("dialog");
    await expect(sheet.getByText(/has sent nothing for/)).toBeVisible();
    await expect(sheet.getByText("usual trades per second")).toBeVisible();
    await expect(sheet.getByRole("region", { name: "Runbook" })).toContainText("exchange's status page");
    const axe = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
    expect(axe.violations.map((one) => one.id)).toEqual([]);
    await sheet.getByRole("button", { name: "Acknowledge…" }).click();
    const act = page.getByRole("dialog", { name: "Acknowledge the alert" });
    await act.getByRole("textbox", { name: /Why/ }).fill("the venue said so");
    await act.getByRole("button", { name: "Acknowledge", exact: true }).click();
    await expect(sheet.getByText(/the venue said so/)).toBeVisible();
    await sheet.getByRole("button", { name: "Close" }).click();
    await expect(sheet).toHaveCount(0);
    await expect(row).toContainText("Acknowledged");
  } finally {
    await setFaults(request, []);
  }
  await expect(firing(page).getByRole("row", { name: /Feed stale coinbase/ })).toHaveCount(0, {
    timeout: 90_000,
  });
  await page.getByRole("radio", { name: "Past" }).click();
  await expect(
    page
      .getByRole("grid", { name: "Past alerts" })
      .getByRole("row", { name: /Feed stale coinbase/ })
      .first(),
  ).toContainText("Resolved");
  await setFaults(request, "demo");
});

test("a worker that is killed and not replaced is missed, and silenced; another in its place ends it @fault", async ({
  page,
  visit,
}) => {
  test.skip(!mayStrike, "may stop only services that were started for it");
  test.setTimeout(180_000);
  const lost = await startWorker("maintain");
  await visit("/alerts");
  lost.kill("SIGKILL");
  const row = firing(page).getByRole("row", { name: new RegExp(`Worker lost maintain-${lost.pid}-`) });
  await expect(row).toBeVisible({ timeout: SHOWN_WITHIN_MS });
  await row.click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Silence…" }).click();
  const act = page.getByRole("dialog", { name: "Silence the alert" });
  await act.getByRole("textbox", { name: /Why/ }).fill("killed on purpose");
  await act.getByRole("button", { name: "Silence", exact: true }).click();
  // As long as it closes there are two dialogs.
  await expect(act).toHaveCount(0);
  await expect(sheet.getByText(/killed on purpose/)).toBeVisible();
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(row).toContainText("Silenced");
  const next = await startWorker("maintain");
  try {
    await expect(row).toHaveCount(0, { timeout: 40_000 });
  } finally {
    next.kill("SIGTERM");
  }
});

test("Kafka that stops answering fires, and its alert resolves once it is back @fault", async ({
  page,
  visit,
}) => {
  test.skip(!mayStrike, "may stop only services that were started for it");
  test.setTimeout(180_000);
  await visit("/alerts");
  const row = firing(page).getByRole("row", { name: /Kafka away/ });
  await expect(row).toHaveCount(0);
  const thaw = await freezeKafka();
  try {
    await expect(row).toBeVisible({ timeout: SHOWN_WITHIN_MS });
  } finally {
    thaw();
  }
  await expect(row).toHaveCount(0, { timeout: 60_000 });
});

test("what was done about alerts stands in the audit log, and the page says who judges", async ({
  page,
  visit,
}) => {
  await visit("/alerts");
  await expect(page.getByRole("heading", { name: "What fires" })).toBeVisible();
  await expect(page.getByText("Nobody judges.")).toHaveCount(0);
  await page.getByRole("radio", { name: "Past" }).click();
  await expect(page).toHaveURL(/view=past/);
  await expect(page.getByRole("heading", { name: "What is over" })).toBeVisible();
});
