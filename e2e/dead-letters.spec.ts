import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { controlUrl, setFaults } from "@/e2e/support/simulator";
import { expect, test } from "@/e2e/support/test";

const KINDS = {
  unknown_event: "UNKNOWN_EVENT",
  price_not_number: "PRICE_NOT_DECIMAL",
  truncated_json: "JSON_TRUNCATED",
} as const;
const SPOILT = 1_000;

test.describe.configure({ mode: "serial" });
test.skip(controlUrl === undefined, "needs a simulator that can be told to misbehave");

const groups = (page: Page) => page.getByRole("region", { name: "By cause" });

/** Letters that wait for one of the three reasons, as the groups count them. */
async function waiting(page: Page): Promise<number> {
  const counts = await Promise.all(
    Object.values(KINDS).map(async (code) => {
      const line = groups(page).getByRole("button", { name: new RegExp(`${code} *binance-trade`) });
      if ((await line.count()) === 0) return 0;
      return Number((await line.first().textContent())?.match(/^[\d,]+/)?.[0].replaceAll(",", "") ?? 0);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

test.afterAll(async ({ request }) => {
  await setFaults(request, "demo");
});

test("a thousand spoilt frames become three groups; a patch mends one of them, proved before it is sent", async ({
  page,
  request,
  visit,
}) => {
  test.setTimeout(300_000);
  // What is spoilt while nobody listens counts as spoilt: the demo's own faults may just have dropped the socket.
  await setFaults(request, []);
  await visit("/pipeline");
  const feed = page.getByRole("region", { name: "Feed connections" }).getByRole("row", { name: /^binance/ });
  await expect(feed).toContainText("Open", { timeout: 90_000 });
  await visit("/dead-letters");
  await setFaults(request, [
    {
      type: "malform",
      venue: "binance",
      rate: 0.5,
      kinds: ["unknown_event", "price_not_number", "truncated_json"],
      limit: SPOILT,
    },
  ]);
  // All of them are there once a later look, after the page has refreshed itself, finds no more.
  let seen = 0;
  const isComplete = async () => {
    const before = seen;
    seen = await waiting(page);
    return seen >= SPOILT && seen === before;
  };
  await expect.poll(isComplete, { timeout: 180_000, intervals: [6_000] }).toBe(true);
  for (const code of Object.values(KINDS)) await expect(groups(page).getByText(code).first()).toBeVisible();
  await setFaults(request, []);

  const replay = groups(page)
    .getByRole("link", { name: /Replay [\d,]+ letters of UNKNOWN_EVENT/ })
    .first();
  const count = (await replay.getAttribute("aria-label"))?.match(/[\d,]+/)?.[0] ?? "";
  await replay.click();

  await expect(page.getByRole("heading", { name: `${count} letters` })).toBeVisible();
  await page.getByRole("button", { name: "Next: fix" }).click();
  await page.getByRole("radio", { name: "Set fields" }).click();
  await expect(page.getByRole("textbox", { name: "Field" })).toHaveValue("/e");
  await page.getByRole("textbox", { name: "Value" }).fill("trade");
  await expect(page.getByText("Can be read").first()).toBeVisible();
  await page.getByRole("button", { name: "Next: prove" }).click();

  await page.getByRole("textbox", { name: /Why/ }).fill("the venue called its trades tradeBlock");
  await page.getByRole("button", { name: "Prove what would happen" }).click();
  // A spoilt frame whose trade came a second time, unspoilt, is told as one that is there already.
  const proof = page.getByRole("heading", { name: `of ${count}` });
  await expect(proof).toBeVisible({ timeout: 60_000 });
  const stored = (await proof.textContent())?.match(/Would store ([\d,]+)/)?.[1] ?? "";
  expect(Number(stored.replaceAll(",", ""))).toBeGreaterThan(Number(count.replaceAll(",", "")) * 0.9);
  await page.getByRole("button", { name: `Replay ${count} letters` }).click();
  await expect(page.getByRole("dialog")).toContainText("at 100 a second");
  await page.getByRole("button", { name: "Start", exact: true }).click();

  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(`${count} of ${count}`)).toBeVisible();

  // What it explained is there now, and the ledger knows no unexplained trade.
  await page
    .getByRole("grid", { name: "Letters of the replay" })
    .getByRole("row", { name: /Would store/ })
    .first()
    .click();
  await expect(page.getByText("there now")).toBeVisible();
  await expect(page.getByText("Stored", { exact: true })).toBeVisible();
  await expect(page.getByTestId("ledger-badge")).toContainText("Accounted for");

  await visit("/audit?q=tradeBlock");
  const acts = page.getByRole("grid", { name: "Acts" });
  for (const act of ["replay.plan", "replay.start", "replay.done"])
    await expect(acts.getByText(act, { exact: true })).toBeVisible();
  await expect(acts.getByText(`${stored} stored`)).toBeVisible();
  await expect(acts.getByText("local").first()).toBeVisible();
});

test("a letter opens by keyboard, is edited beside its original, and is discarded and taken back", async ({
  page,
  visit,
}) => {
  await visit("/dead-letters?code=PRICE_NOT_DECIMAL&live=false");
  const rows = page.getByRole("grid", { name: "Dead letters" }).getByRole("row");
  await rows.nth(1).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dead-letters\/\d+/);
  await expect(page.locator("mark")).toHaveText('"n/a"');
  await expect(page.getByText("Refuses it").first()).toBeVisible();

  await page.getByRole("button", { name: "Edit the value" }).click();
  const editor = page.getByRole("textbox", { name: "The value to send" });
  const text = (await page.locator(".cm-content").textContent()) ?? "";
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text.replace('"n/a"', '"123.45"'));
  await expect(page.getByRole("dialog").getByText("Can be read")).toBeVisible();
  await page
    .getByRole("dialog")
    .getByRole("textbox", { name: /Why/ })
    .fill("the venue's own history says so");
  await page.getByRole("button", { name: "Keep the edit" }).click();
  await expect(page.getByRole("tab", { name: "Edited" })).toBeVisible();
  await expect(page.locator("mark")).toHaveText('"n/a"');
  await expect(page.getByText("would be sent")).toBeVisible();

  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: /Why/ }).fill("only a test");
  await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Discarded");
  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: /Why/ }).fill("it was needed after all");
  await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Waits");
});

test("what would only fail again is refused with the reason, and a cause is found by its payload", async ({
  page,
  visit,
}) => {
  await visit("/dead-letters?code=JSON_TRUNCATED");
  await page.getByRole("searchbox", { name: "Text in the payload" }).fill("no such payload");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No letter passes these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await visit("/dead-letters?code=JSON_TRUNCATED&live=false");
  await page
    .getByRole("checkbox", { name: /Pick letter/ })
    .first()
    .check();
  await page.getByRole("link", { name: "Replay 1 picked…" }).click();
  await page.getByRole("button", { name: "Next: fix" }).click();
  await page.getByRole("button", { name: "Next: prove" }).click();
  await page.getByRole("textbox", { name: /Why/ }).fill("to see what happens");
  await page.getByRole("button", { name: "Prove what would happen" }).click();
  await expect(page.getByText("1 with the same error: refused")).toBeVisible();
  await expect(page.getByRole("button", { name: "Replay 0 letters" })).toBeDisabled();
});

for (const theme of ["light", "dark"] as const) {
  test(`letters and replays in ${theme} have no violation of WCAG 2.2 AA`, async ({ page, visit }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const check = async (what: string) => {
      await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
      expect(found, what).toEqual([]);
    };
    await visit("/dead-letters?code=PRICE_NOT_DECIMAL&live=false");
    await check("the list");
    await page.getByRole("grid", { name: "Dead letters" }).getByRole("row").nth(1).click();
    await expect(page.locator("mark")).toBeVisible();
    await page.getByText("decoders of other topics").click();
    await check("a letter");
    await page.getByRole("tab", { name: "Bytes" }).click();
    await expect(page.getByText("00000000")).toBeVisible();
    await check("its bytes");
    await page.getByRole("button", { name: "Edit the value" }).click();
    await expect(page.locator(".cm-content")).toBeVisible();
    await expect(page.getByRole("dialog").getByText("Refuses it")).toBeVisible();
    await check("its editor");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard" }).click();
    await check("what asks for a reason");
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Replay this letter" }).click();
    await expect(page.getByRole("heading", { name: "1 letter" })).toBeVisible();
    await check("select");
    await page.getByRole("button", { name: "Next: fix" }).click();
    await page.getByRole("radio", { name: "Set fields" }).click();
    await page.getByRole("textbox", { name: "Value" }).fill('"1.5"');
    await expect(page.getByText("Can be read")).toBeVisible();
    await check("fix");
    await page.getByRole("button", { name: "Next: prove" }).click();
    await check("what is asked before the proof");
    await page.getByRole("textbox", { name: /Why/ }).fill("an accessibility check");
    await page.getByRole("button", { name: "Prove what would happen" }).click();
    await expect(page.getByRole("heading", { name: /^Would store/ })).toBeVisible();
    await check("prove");
    await visit("/dead-letters?view=replays&live=false");
    await page.getByRole("grid", { name: "Replays" }).getByText("Done").first().click();
    await expect(page.getByRole("heading", { name: /^Job/ })).toBeVisible();
    await check("run");
  });
}
