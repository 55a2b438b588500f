import { mkdir } from "node:fs/promises";
import path from "node:path";
import { chromium } from "@playwright/test";
import { Command } from "commander";
import { launchOptions } from "@/e2e/support/chromium";
import { PAGES } from "@/e2e/support/pages";

/** Pictures of every page, dark and light, wide and narrow, of a console that runs: for the README and for one's own eyes. */
const options = new Command("screenshots")
  .option("--url <url>", "the console", "http://127.0.0.1:3000")
  .option("--out <folder>", "where the pictures go", "test-results/screenshots")
  .parse()
  .opts<{ url: string; out: string }>();

const WIDTHS = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

await mkdir(options.out, { recursive: true });
const browser = await chromium.launch(launchOptions());
try {
  for (const [size, viewport] of Object.entries(WIDTHS)) {
    for (const theme of ["dark", "light"] as const) {
      const page = await browser.newPage({ viewport, colorScheme: theme, baseURL: options.url });
      for (const { path: address, heading } of PAGES) {
        await page.goto(address);
        await page.getByRole("heading", { level: 1, name: heading }).waitFor();
        const charts = page.getByRole("slider");
        for (let index = 0; index < (await charts.count()); index += 1)
          await charts.nth(index).locator("canvas").first().waitFor();
        const name = `${heading.toLowerCase().replaceAll(" ", "-")}-${theme}-${size}.png`;
        await page.screenshot({ path: path.join(options.out, name), fullPage: size === "narrow" });
        process.stdout.write(`${name}\n`);
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
}
