import { afterAll, beforeAll, expect, it } from "vitest";
import { registry } from "@/runtime/metrics";
import { createExportHarness, type ExportHarness } from "./testing/export-harness";

const COUNT = 30_000;

let harness: ExportHarness;
beforeAll(async () => {
  harness = await createExportHarness(COUNT);
});
afterAll(() => harness.close());

interface Entry {
  id: bigint;
  actor: string;
  action: string;
  subject: string;
  origin: string;
  outcome: string;
  detail: Record<string, unknown>;
}

/** What the audit log says of the request, oldest first. */
function entriesOf(requestId: string): Promise<Entry[]> {
  return harness.sql<Entry[]>`
    select id, actor, action, subject, origin, outcome, detail from audit_log
    where detail->>'requestId' = ${requestId} order by id`;
}

/** A counter's value as it is scraped. */
async function sampleOf(series: string): Promise<number> {
  const line = (await registry.metrics())
    .split("\n")
    .find((one) => one.startsWith(series.slice(0, -1)) && !one.startsWith("#"));
  return Number(line?.split(" ").at(-1) ?? 0);
}

it("tells who took which rows, before the first of them leaves and once the file is whole", async () => {
  const rowsBefore = await sampleOf('k2_web_export_rows_total{entity="trades",format="csv"}');
  const response = await harness.ask(
    "csv",
    { limit: "1000", columns: "time,price" },
    { sides: ["sell", "buy"] },
  );
  const requestId = response.headers.get("x-request-id") ?? "";
  const bytes = (await response.arrayBuffer()).byteLength;
  await expect.poll(async () => (await entriesOf(requestId)).length).toBe(2);
  const [begun, done] = await entriesOf(requestId);
  expect(begun).toMatchObject({
    actor: "local",
    origin: "api",
    action: "export.start",
    subject: expect.stringMatching(/^k2-trades-.*BTCUSDT.*\.csv$/),
    outcome: "begun: 1,000 rows",
    detail: {
      entity: "trades",
      format: "csv",
      columns: ["time", "price"],
      filter: { sides: ["sell", "buy"] },
    },
  });
  expect(done).toMatchObject({
    action: "export.done",
    subject: begun?.subject,
    detail: { outcome: "whole", rows: 1_000, bytes },
  });
  expect(done?.outcome).toMatch(/^the file is whole: 1,000 rows, [\d,]+ bytes, \d+\.\d s$/);
  expect(await sampleOf('k2_web_export_rows_total{entity="trades",format="csv"}')).toBe(rowsBefore + 1_000);
});

it("tells of a reader who left how much he has", async () => {
  const response = await harness.ask("ndjson");
  const requestId = response.headers.get("x-request-id") ?? "";
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect.poll(async () => (await entriesOf(requestId)).length, { timeout: 20_000 }).toBe(2);
  const [, left] = await entriesOf(requestId);
  expect(left).toMatchObject({ action: "export.stop", detail: { outcome: "left" } });
  expect(Number(left?.detail.rows)).toBeGreaterThan(0);
  expect(Number(left?.detail.rows)).toBeLessThan(COUNT);
});

it("tells of a file that broke off", async () => {
  const { sql } = harness;
  const response = await harness.ask("csv");
  const requestId = response.headers.get("x-request-id") ?? "";
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'k2-web-export' and datname = current_database()`;
  await expect(response.text()).rejects.toThrow();
  await expect.poll(async () => (await entriesOf(requestId)).at(-1)?.detail.outcome).toBe("broken");
});

it("writes nothing of a question about the file alone, nor of one that is refused", async () => {
  const [before] = await harness.sql<{ n: bigint }[]>`select count(*) as n from audit_log`;
  await harness.ask("csv", {}, {}, { method: "HEAD" });
  expect((await harness.ask("xlsx")).status).toBe(400);
  expect(await harness.sql`select count(*) as n from audit_log`).toEqual([before]);
});

it("hands nothing out that it cannot write down", async () => {
  await harness.sql`alter table audit_log rename to audit_away`;
  try {
    const response = await harness.ask("csv");
    expect(response.status).toBe(503);
    await expect.poll(harness.connections).toBe(0);
  } finally {
    await harness.sql`alter table audit_away rename to audit_log`;
  }
  expect((await harness.ask("csv", { limit: "1" })).status).toBe(200);
});
