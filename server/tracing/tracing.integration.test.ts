import superjson from "superjson";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import "@/dev/testing/provided";
import { createK2Client } from "@/client/create-k2-client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { loadEnv } from "@/runtime/env";
import { createLog } from "@/runtime/log";
import { startTracing } from "@/runtime/tracing/start-tracing";
import { ancestry, type OtlpReceiver, startOtlpReceiver } from "@/runtime/tracing/testing/otlp-receiver";
import { database } from "@/server/database";
import { handleTrpc } from "@/server/http/handle-trpc";
import { serveApi } from "@/server/testing/serve-api";
import { createMarket } from "@/server/testing/store-trades";

const TRACE = "5".repeat(32);
const CALLER = "6".repeat(16);
/** values that must not show in a trace */
const FILTER = "zebra-exchange";
const REASON = "a very private reason";

let stored: TestDatabase;
let receiver: OtlpReceiver;
let api: Awaited<ReturnType<typeof serveApi>>;
const answers: Response[] = [];
let failure: unknown;
/** traces of other callers, by what they send */
const PROGRAM = "7".repeat(32);
const STREAM = "8".repeat(32);
const UNWISHED = "9".repeat(32);
const MALFORMED = `00-${"A".repeat(32)}-${CALLER}-01-and-more`;

beforeAll(async () => {
  stored = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
  vi.stubEnv("K2_DATABASE_URL", stored.url);
  receiver = await startOtlpReceiver();
  const env = loadEnv({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  });
  const tracing = await startTracing({
    env,
    component: "web",
    instance: "test",
    log: createLog("test", "silent"),
  });
  await stored.sql`insert into alerts (kind, subject, severity, message) values ('gap-open', 'x', 'info', 'x')`;
  api = await serveApi({ "/api/trpc": handleTrpc });
  const inputOf = (input: object) => encodeURIComponent(JSON.stringify(superjson.serialize(input)));
  answers.push(await call(`gaps.page?input=${inputOf({ exchange: FILTER })}`));
  const act = JSON.stringify(superjson.serialize({ ids: ["1"], reason: REASON }));
  answers.push(await call("alerts.acknowledge", { method: "POST", body: act }));
  await stored.sql`alter table alerts rename to alerts_away`;
  const failed = await call(`alerts.list?input=${inputOf({})}`);
  answers.push(failed);
  failure = await failed.json();
  const programOf = (trace: string) =>
    createK2Client({ url: api.url, headers: () => ({ traceparent: `00-${trace}-${CALLER}-01` }) });
  await programOf(PROGRAM).gaps.page.query({ exchange: FILTER });
  const { instrumentId } = await createMarket(stored.sql, "BTCUSDT", 0);
  const started: { unsubscribe(): void }[] = [];
  await new Promise<void>((resolve, reject) => {
    const stream = programOf(STREAM).trades.tape.subscribe(
      { instrumentId },
      { onStarted: () => resolve(), onError: reject },
    );
    started.push(stream);
  });
  for (const stream of started) stream.unsubscribe();
  for (const traceparent of [`00-${UNWISHED}-${CALLER}-00`, MALFORMED, `00-${"0".repeat(32)}-${CALLER}-01`])
    await call(`gaps.page?input=${inputOf({})}`, { headers: { traceparent } });
  await tracing?.stop();
});
afterAll(async () => {
  await api.close();
  await database().end({ timeout: 5 });
  await receiver.close();
  await stored.drop();
});

function call(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${api.url}/api/trpc/${path}`, {
    headers: { "Content-Type": "application/json", traceparent: `00-${TRACE}-${CALLER}-01` },
    ...init,
  });
}

const statementsOf = (procedure: string) => {
  const found = receiver.spans.find((one) => one.name === procedure);
  return receiver.spans.filter((one) => one.parentSpanId === found?.spanId);
};

it("reaches from the caller's span through the procedure to each statement", () => {
  expect(answers.map((one) => one.status)).toEqual([200, 200, 503]);
  const statements = statementsOf("gaps.page");
  expect(statements.length).toBeGreaterThan(0);
  for (const one of statements) {
    expect(one.name).toMatch(/^SELECT .*\w/);
    expect(one.attributes).toMatchObject({ "db.system.name": "postgresql", "db.query.summary": one.name });
    const way = ancestry(receiver.spans, one);
    expect(way.map(({ name }) => name)).toEqual([one.name, "gaps.page", "GET /api/trpc"]);
    expect(way.at(-1)).toMatchObject({ traceId: TRACE, parentSpanId: CALLER });
  }
});

it("sees the statements of a transaction too", () => {
  const names = statementsOf("alerts.acknowledge").map((one) => one.name);
  expect(names.some((name) => /^UPDATE alerts/.test(name))).toBe(true);
  expect(names.some((name) => /^INSERT audit_log/.test(name))).toBe(true);
});

it("marks what failed with the code, in both the statement and the procedure", () => {
  const failed = statementsOf("alerts.list").filter((one) => one.status.code === 2);
  // 42P01: no such table
  expect(failed).toMatchObject([{ attributes: { "error.type": "42P01" } }]);
  expect(receiver.spans.find((one) => one.name === "alerts.list")?.status.code).toBe(2);
});

it("tells no value of anybody's question", () => {
  const told = JSON.stringify(receiver.spans, (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(told).not.toContain(FILTER);
  expect(told).not.toContain(REASON);
});

it("names the trace in the answer", () => {
  for (const one of answers.slice(0, 2))
    expect(one.headers.get("server-timing")).toMatch(
      new RegExp(`^traceparent;desc="00-${TRACE}-[0-9a-f]{16}-01"$`),
    );
});

it("names the trace in an error, beside the request", () => {
  expect(failure).toMatchObject({
    error: { json: { data: { traceId: TRACE, requestId: expect.stringMatching(/^[\w-]{8,}$/) } } },
  });
});

it("goes on in the trace of a program, in its streams too", () => {
  const rootOf = (procedure: string, trace: string) =>
    receiver.spans
      .filter((one) => one.name === procedure && one.traceId === trace)
      .map((one) => ancestry(receiver.spans, one).at(-1));
  expect(rootOf("gaps.page", PROGRAM)).toMatchObject([{ name: "GET /api/trpc", parentSpanId: CALLER }]);
  expect(rootOf("trades.tape", STREAM)).toMatchObject([{ name: "GET /api/trpc", parentSpanId: CALLER }]);
});

it("makes nothing of what asks not to be traced, and a trace of its own of what cannot be read", () => {
  expect(receiver.spans.filter((one) => one.traceId === UNWISHED)).toEqual([]);
  const roots = receiver.spans.filter((one) => one.name === "GET /api/trpc" && !one.parentSpanId);
  expect(roots).toHaveLength(2);
  for (const one of roots) expect(one.traceId).not.toMatch(/^(?:a+|0+)$/i);
});
