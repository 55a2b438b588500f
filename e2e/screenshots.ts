import { mkdir } from "node:fs/promises";
import path from "node:path";
import { chromium, type Page } from "@playwright/test";
import { Command } from "commander";
import { launchOptions } from "@/e2e/support/chromium";
import { PAGES } from "@/e2e/support/pages";

/** Pictures of every page, dark and light, wide and narrow, of a console that runs: for the README and for one's own eyes. */
const options = new Command("screenshots")
  .option("--url <url>", "the console", "http://127.0.0.1:3000")
  .option("--out <folder>", "where the pictures go", "test-results/screenshots")
  .option("--readme", "only those of the README, into docs/images", false)
  .parse()
  .opts<{ url: string; out: string; readme: boolean }>();

const README = [
  { name: "overview", address: "/", heading: "Overview", height: 900 },
  { name: "cost", address: "/cost", heading: "Cost", height: 1_200 },
] as const;
const WIDTHS = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

const browser = await chromium.launch(launchOptions());
try {
  await (options.readme ? readmePictures("docs/images") : allPictures(options.out));
} finally {
  await browser.close();
}

async function readmePictures(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, address, heading, height } of README)
    for (const theme of ["dark", "light"] as const) {
      const viewport = { width: 1440, height };
      const page = await browser.newPage({ viewport, colorScheme: theme, baseURL: options.url });
      await open(page, address, heading);
      await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`), animations: "disabled" });
      process.stdout.write(`${name}-${theme}.png\n`);
      await page.close();
    }
}

/** Goes to a page and waits until its charts are drawn. */
async function open(page: Page, address: string, heading: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  const charts = page.getByRole("slider");
  for (let index = 0; index < (await charts.count()); index += 1) {
    const chart = charts.nth(index);
    const isField = (await chart.getAttribute("type")) === "range";
    if (!isField) await chart.locator("canvas").first().waitFor();
  }
}

async function allPictures(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [size, viewport] of Object.entries(WIDTHS)) {
    for (const theme of ["dark", "light"] as const) {
      const page = await browser.newPage({ viewport, colorScheme: theme, baseURL: options.url });
      for (const { path: address, heading } of PAGES) {
        await open(page, address, heading);
        const name = `${heading.toLowerCase().replaceAll(" ", "-")}-${theme}-${size}.png`;
        await page.screenshot({ path: path.join(folder, name), fullPage: size === "narrow" });
        process.stdout.write(`${name}\n`);
      }
      await page.close();
    }
  }
}
