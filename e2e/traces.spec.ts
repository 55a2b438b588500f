import type { Page } from "@playwright/test";
import { OwnConsole } from "@/e2e/support/own-console";
import { expect, test } from "@/e2e/support/test";
import { ancestry, type OtlpReceiver, startOtlpReceiver } from "@/runtime/tracing/testing/otlp-receiver";

test.describe.configure({ mode: "serial" });

let receiver: OtlpReceiver;
let own: OwnConsole;
test.beforeAll(async () => {
  receiver = await startOtlpReceiver();
  own = await OwnConsole.start({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_BSP_SCHEDULE_DELAY: "200",
  });
});
test.afterAll(async () => {
  await own.kill();
  await receiver.close();
});

interface Sent {
  url: string;
  trace: string;
  span: string;
}

/** What the page asks from here on, with the trace that it names. */
function listen(page: Page): Sent[] {
  const sent: Sent[] = [];
  page.on("request", (request) => {
    const url = request.url();
    // What Next fetches ahead of a click.
    if (request.headers()["next-router-prefetch"] !== undefined) return;
    const given = request.headers().traceparent ?? "";
    const [, trace = "", span = ""] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/.exec(given) ?? [];
    if (url.includes("/api/trpc/") || url.includes("_rsc=")) sent.push({ url, trace, span });
  });
  return sent;
}

declare global {
  interface Window {
    /** the trace that each stream was asked for with */
    k2Streams: string[];
  }
}

/** The worker that all tabs share asks for a page's streams: what the page tells it is all that can be seen from here. */
const RECORD_STREAMS = `
  window.k2Streams = [];
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, ...more) {
    if (message?.kind === "open") window.k2Streams.push(message.traceparent);
    return post.call(this, message, ...more);
  };`;

const statementsIn = (trace: string) =>
  receiver.spans.filter((one) => one.traceId === trace && /^SELECT \w/.test(one.name));

async function open(page: Page, path: string) {
  await page.goto(`${own.url}${path}`);
  await page.locator('[data-hydrated="true"]').waitFor();
}

test("a click is one trace, from the page to the statements that it took", async ({ page }) => {
  await open(page, "/audit");
  await expect(page.getByRole("heading", { name: "Audit", level: 1 })).toBeVisible();
  const sent = listen(page);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /^Gaps/ }).click();
  await expect(page.getByRole("heading", { name: "Gaps", level: 1 })).toBeVisible();
  const ofPage = () => sent.find((one) => /\/gaps\?.*_rsc=/.test(one.url));
  await expect.poll(() => ofPage()?.trace).toMatch(/^[0-9a-f]{32}$/);
  const { trace = "", span = "" } = ofPage() ?? {};
  // The page's own span id stands above all that the server did for it.
  await expect.poll(() => statementsIn(trace).length).toBeGreaterThan(0);
  await expect
    .poll(() => statementsIn(trace).map((one) => ancestry(receiver.spans, one).at(-1)?.parentSpanId))
    .toContain(span);
  expect(sent.filter((one) => one.trace === "").map((one) => one.url)).toEqual([]);
});

test("the page's arrival is one trace with its first questions, its stream included", async ({ page }) => {
  const sent = listen(page);
  await page.addInitScript(RECORD_STREAMS);
  await open(page, "/trades");
  /** Of each tape that the page asked for: one that it left at once, as another market traded last, is never opened. */
  const ofStreams = async () => {
    const asked = await page.evaluate(() => window.k2Streams);
    return asked.map((traceparent) => traceparent?.split("-")[1]);
  };
  await expect.poll(async () => (await ofStreams())[0]).toMatch(/^[0-9a-f]{32}$/);
  // A page that takes long to draw asks by itself only later.
  const first = sent[0];
  expect(first?.trace).toMatch(/^[0-9a-f]{32}$/);
  // Its parent is a span of the server's: the one of the document.
  const isKnown = ({ trace, span }: Sent) =>
    receiver.spans.some((one) => one.traceId === trace && one.spanId === span);
  await expect.poll(() => first !== undefined && isKnown(first)).toBe(true);
  await expect
    .poll(async () => {
      const traces = await ofStreams();
      return receiver.spans.some((one) => traces.includes(one.traceId) && one.name === "trades.tapes");
    })
    .toBe(true);
});

test("no trace tells what was asked for", () => {
  const told = JSON.stringify(receiver.spans.map((one) => one.attributes));
  expect(told).toContain("/api/trpc/");
  expect(told).not.toContain("input=");
  expect(told).not.toContain("instrumentId");
});

test("a console that makes no traces is asked without", async ({ page, visit }) => {
  const sent = listen(page);
  await visit("/trades");
  await expect.poll(() => sent.length).toBeGreaterThan(0);
  expect(sent.map((one) => one.trace).filter((trace) => trace !== "")).toEqual([]);
});
