import { AxeBuilder } from "@axe-core/playwright";
import { PAGES } from "@/e2e/support/pages";
import { expect, test } from "@/e2e/support/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

for (const theme of ["light", "dark"] as const) {
  for (const { path, heading } of PAGES) {
    test(`${heading} in ${theme} has no violation of WCAG 2.2 AA`, async ({ page, visit }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await visit(`${path}?live=false`);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`)).toEqual(
        [],
      );
    });
  }
}

test("what opens over the page has none either", async ({ page, visit }) => {
  await visit("/trades?live=false");
  await page.getByRole("grid").getByRole("row").nth(1).click();
  await expect(page.getByRole("dialog").getByText("Notional, exact")).toBeVisible();
  const sheet = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(sheet.violations.map((one) => one.id)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  const palette = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(
    palette.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`),
  ).toEqual([]);
});
