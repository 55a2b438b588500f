import { expect, test } from "@/e2e/support/test";

test.use({ expectedErrors: /Failed to load resource/ });

const DATABASE_AWAY = {
  code: -32603,
  message: "The database does not answer.",
  data: { reason: "DATABASE_AWAY", retryable: true, requestId: "e2e-request", httpStatus: 503 },
};

test("a console that goes away is told, what was seen stays, and it comes back by itself", async ({
  page,
  visit,
}) => {
  await visit("/");
  await expect(page.getByTestId("ledger-verdict")).toBeVisible();
  await page.route("**/api/trpc/**", (route) => route.abort());
  await expect(page.getByText("The console does not answer.")).toBeVisible();
  await expect(page.getByText(/What you see is from/)).toBeVisible();
  await expect(page.getByTestId("ledger-verdict")).toBeVisible();
  await page.unroute("**/api/trpc/**");
  await expect(page.getByText("The console does not answer.")).toBeHidden();
});

test("one that hangs, and never says so, is told too", async ({ page, visit }) => {
  test.slow();
  await visit("/gaps");
  await expect(page.getByRole("heading", { level: 1, name: "Gaps" })).toBeVisible();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/api/trpc/**", async (route) => {
    await answered;
    await route.continue();
  });
  const notice = page.getByText("The console or its database hangs");
  await expect(notice).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/What you see is from/)).toBeVisible();
  answer();
  await expect(notice).toBeHidden({ timeout: 30_000 });
});

test("a database that is away is told as such", async ({ page, visit }) => {
  await page.route("**/api/trpc/**", async (route) => {
    const calls = new URL(route.request().url()).pathname.split(",").length;
    const body = JSON.stringify(Array.from({ length: calls }, () => ({ error: { json: DATABASE_AWAY } })));
    await route.fulfill({ status: 503, contentType: "application/json", body });
  });
  await visit("/gaps?states=filled,unrecoverable&exchange=nowhere");
  await expect(page.getByText("The database does not answer.")).toBeVisible();
});

test("a page that does not exist says so", async ({ page }) => {
  const response = await page.goto("/no-such-page");
  expect(response?.status()).toBe(404);
  await expect(page.getByText("There is no such page")).toBeVisible();
});

test("a list without rows teaches what would be there", async ({ page, visit }) => {
  await visit("/gaps?exchange=nowhere");
  await expect(page.getByText("No gap passes these filters")).toBeVisible();
});
