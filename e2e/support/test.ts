import { test as base, expect } from "@playwright/test";

interface Fixtures {
  /** messages of the browser's console that this test brings about on purpose */
  expectedErrors: RegExp;
  quietConsole: undefined;
  /** goes to a page and waits until its handlers are there: a key pressed before that is lost */
  visit: (path: string) => Promise<void>;
}

/** Every test fails on what the browser complains of: script errors, violations of the policy, failed hydration. */
export const test = base.extend<Fixtures>({
  expectedErrors: [/^$/, { option: true }],
  visit: async ({ page }, use) => {
    await use(async (path) => {
      await page.goto(path);
      await page.locator('[data-hydrated="true"]').waitFor();
    });
  },
  quietConsole: [
    async ({ page, expectedErrors }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      await use(undefined);
      expect(complaints.filter((text) => !expectedErrors.test(text))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
