import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Download, Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Opens the export with its rows counted. */
async function openExport(page: Page) {
  await page
    .getByRole("region", { name: "Trades", exact: true })
    .getByRole("button", { name: "Export" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Export trades" });
  await expect(dialog.getByTestId("export-plan")).toContainText("the oldest first");
  return dialog;
}

async function saved(
  page: Page,
  press: () => Promise<void>,
): Promise<{ name: string; text: string; download: Download }> {
  const waiting = page.waitForEvent("download");
  await press();
  const download = await waiting;
  return {
    name: download.suggestedFilename(),
    text: await readFile(await download.path(), "utf8"),
    download,
  };
}

test("what passes the filter is saved as a file, and the page says how many", async ({ page, visit }) => {
  await visit("/trades?live=false&sides=sell");
  const dialog = await openExport(page);
  const { name, text } = await saved(page, () =>
    dialog.getByRole("button", { name: "Save the file" }).click(),
  );
  expect(name).toMatch(/^k2-trades-[\w.-]+-\d{8}T\d{6}Z-\d{8}T\d{6}Z\.csv$/);
  const [head, ...rows] = text.trimEnd().split("\r\n");
  expect(head).toMatch(/^instrumentId,time,tradeId,.*,quality,candle$/);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => !row.includes(",sell,"))).toEqual([]);
  await expect(dialog.getByRole("status")).toContainText(
    `${rows.length.toLocaleString("en-US")} trades saved as ${name}`,
  );
});

test("format and columns are chosen", async ({ page, visit }) => {
  await visit("/trades?live=false");
  const dialog = await openExport(page);
  await dialog.getByRole("radio", { name: "NDJSON" }).click();
  await dialog.getByRole("button", { name: "Choose…" }).click();
  await dialog.getByRole("button", { name: "The market alone" }).click();
  await expect(dialog.getByText("8 of 18 columns")).toBeVisible();
  const { name, text } = await saved(page, () =>
    dialog.getByRole("button", { name: "Save the file" }).click(),
  );
  expect(name).toMatch(/\.ndjson$/);
  const first: unknown = JSON.parse(text.split("\n")[0] ?? "");
  expect(Object.keys(first ?? {})).toEqual([
    "time",
    "tradeId",
    "exchange",
    "symbol",
    "side",
    "price",
    "quantity",
    "quality",
  ]);
  await dialog.getByRole("radio", { name: "Parquet" }).click();
  const parquet = await saved(page, () => dialog.getByRole("button", { name: "Save the file" }).click());
  expect(parquet.text.slice(0, 4) + parquet.text.slice(-4)).toBe("PAR1PAR1");
});

test("a connection that breaks costs nothing: the file goes on after its last whole row", async ({
  page,
  visit,
}) => {
  await visit("/trades?live=false");
  const dialog = await openExport(page);
  // Half of the file comes, and ends within a row.
  await page.route("**/api/export/trades*", async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, Math.floor(body.length / 2) + 7) });
  });
  await dialog.getByRole("button", { name: "Save the file" }).click();
  await expect(dialog.getByRole("alert")).toContainText(/broke off after [\d,]+ of [\d,]+ trades/);
  await page.unroute("**/api/export/trades*");
  const { text } = await saved(page, () => dialog.getByRole("button", { name: "Go on" }).click());
  const [head, ...rows] = text.trimEnd().split("\r\n");
  expect(head).toMatch(/^instrumentId,/);
  const keys = rows.map((row) => row.split(",").slice(0, 3).join("~"));
  expect(new Set(keys).size).toBe(keys.length);
  expect(rows.filter((row) => row.split(",").length !== 18)).toEqual([]);
  const times = rows.map((row) => row.split(",")[1] ?? "");
  expect(times).toEqual([...times].sort());
  await expect(dialog.getByRole("status")).toContainText(
    `${rows.length.toLocaleString("en-US")} trades saved`,
  );
});

test("a file that ends at the cap says so, and the next one goes on", async ({ page, visit }) => {
  await visit("/trades?live=false");
  const dialog = await openExport(page);
  await page.route("**/api/export/trades*", (route) =>
    route.continue({ url: `${route.request().url()}&limit=3` }),
  );
  const first = await saved(page, () => dialog.getByRole("button", { name: "Save the file" }).click());
  await expect(dialog.getByRole("status")).toContainText("3 trades saved");
  await expect(dialog.getByRole("status")).toContainText("More pass the filter");
  const second = await saved(page, () => dialog.getByRole("button", { name: "Save the next file" }).click());
  const ids = [first, second].flatMap(({ text }) => text.trimEnd().split("\r\n").slice(1));
  expect(new Set(ids).size).toBe(6);
  expect([...ids].sort()).toEqual(ids);
});

test("what is refused is said in words, and an export can be called off", async ({ page, visit }) => {
  await visit("/trades?live=false");
  const dialog = await openExport(page);
  const save = dialog.getByRole("button", { name: "Save the file" });
  await page.route("**/api/export/trades*", (route) =>
    route.continue({ url: `${route.request().url()}&rows=5` }),
  );
  await save.click();
  await expect(dialog.getByRole("alert")).toContainText('There is no parameter "rows".');
  await page.unroute("**/api/export/trades*");
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route("**/api/export/trades*", async (route) => {
    await held;
    // The page has let it go by then.
    await route.abort().catch(() => undefined);
  });
  await save.click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(save).toBeEnabled();
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeHidden();
  goOn();
});
test.use({ expectedErrors: /status of 400|net::ERR_FAILED/ });

test("it can be pasted into a shell or a program", async ({ page, visit, context, request }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit("/trades?live=false&sides=buy");
  const dialog = await openExport(page);
  await dialog.getByRole("button", { name: "Copy as cURL" }).click();
  await expect(page.getByText("cURL command copied.")).toBeVisible();
  const curl = await page.evaluate(() => navigator.clipboard.readText());
  const address = /'(http[^']+)'/.exec(curl)?.[1] ?? "";
  const filter = /'filter=([^']+)'/.exec(curl)?.[1] ?? "";
  const answer = await request.get(address, { params: { format: "ndjson", filter, limit: "5" } });
  expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
  expect(answer.headers()["content-security-policy"] ?? answer.headers()["x-frame-options"]).toBeTruthy();
  expect((await answer.text()).trimEnd().split("\n")).toHaveLength(5);
  await dialog.getByRole("button", { name: "Copy as tRPC call" }).click();
  await expect(page.getByText("tRPC call copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("k2.trades.page.query({");
});

test("the dialog has no violation of WCAG 2.2 AA", async ({ page, visit }) => {
  await visit("/trades?live=false");
  const dialog = await openExport(page);
  await dialog.getByRole("button", { name: "Choose…" }).click();
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').withTags(WCAG).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
});
