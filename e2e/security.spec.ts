import { request as http } from "node:http";
import { expect, test } from "@/e2e/support/test";

/** fetch does not let one choose the Host header. */
function statusOf(
  base: string | undefined,
  path: string,
  headers: Record<string, string>,
  method = "GET",
): Promise<number> {
  const { hostname, port } = new URL(base ?? "");
  return new Promise((resolve, reject) => {
    const sent = http({ hostname, port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once("error", reject);
    sent.end();
  });
}

test("refuses a rebound host, a foreign origin and a foreign page", async ({ baseURL }) => {
  const query = "/api/trpc/ledger.summary?input=%7B%22json%22%3A%7B%7D%7D";
  expect(await statusOf(baseURL, query, {})).toBe(200);
  expect(await statusOf(baseURL, "/", { host: "attacker.example" })).toBe(421);
  expect(await statusOf(baseURL, query, { host: "attacker.example" })).toBe(421);
  expect(await statusOf(baseURL, query, { origin: "http://attacker.example" })).toBe(403);
  expect(await statusOf(baseURL, query, { "sec-fetch-site": "same-site" })).toBe(403);
  expect(
    await statusOf(baseURL, "/trades", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }),
  ).toBe(200);
});

test("sends the headers that close a page, with a new nonce each time", async ({ request }) => {
  const first = (await request.get("/")).headers();
  const second = (await request.get("/")).headers();
  const policy = first["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic'(;|$)/);
  expect(policy).not.toBe(second["content-security-policy"]);
  expect(first).toMatchObject({
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
  });
  expect(first).not.toHaveProperty("x-powered-by");
});

test("an inline script that got into a page does not run", async ({ page, visit }) => {
  await visit("/");
  await page.evaluate(() => {
    const script = document.createElement("div");
    script.innerHTML = '<img src="data:," onerror="document.title = \'run\'">';
    document.body.append(script);
  });
  await expect(page).not.toHaveTitle("run");
});
test.use({ expectedErrors: /Content Security Policy/ });

test("errors tell neither SQL nor paths", async ({ request }) => {
  const input = encodeURIComponent(
    JSON.stringify({ json: { instrumentId: 1, range: { lastSeconds: 60 }, cursor: "AAAA" } }),
  );
  const refused = await request.get(`/api/trpc/trades.page?input=${input}`);
  expect(refused.status()).toBe(400);
  const text = await refused.text();
  expect(text).toContain("CURSOR_INVALID");
  expect(text).not.toMatch(/select |node_modules|\.ts\b|\bat /i);
});

test("says that it lives, that it is ready, and its metrics", async ({ request }) => {
  expect((await request.get("/healthz")).status()).toBe(200);
  expect(await (await request.get("/readyz")).json()).toEqual({ ready: true });
  expect(await (await request.get("/metrics")).text()).toContain("k2_web_procedure_seconds_bucket");
});
