import { ROOT_CONTEXT } from "@opentelemetry/api";
import { SamplingDecision, TraceIdRatioBasedSampler } from "@opentelemetry/sdk-trace-node";
import { expect, it } from "vitest";
import { PageTraces } from "./page-traces";

const PAGE = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;

function tracesOf(offer: { ratio?: number; traceparent?: string | null } = {}) {
  const clock = { now: 5_000 };
  const traces = new PageTraces({ ratio: 1, traceparent: PAGE, ...offer }, () => clock.now);
  const ask = () => {
    const [version, trace = "", span = "", flags] = traces.traceparent().split("-");
    return { version, trace, span, flags };
  };
  return { clock, traces, ask };
}

it("asks within the span that brought the page, until the page is still", () => {
  const { clock, ask } = tracesOf();
  expect(ask()).toEqual({ version: "00", trace: "a".repeat(32), span: "b".repeat(16), flags: "01" });
  // It draws itself before it asks.
  clock.now += 5_000;
  expect(ask().trace).toBe("a".repeat(32));
  clock.now += 1;
  expect(ask().trace).not.toBe("a".repeat(32));
});

it("makes one trace of what one act asks for, and a span id for each request", () => {
  const { clock, traces, ask } = tracesOf();
  traces.act();
  clock.now += 300;
  const [first, second] = [ask(), ask()];
  expect(first.trace).toMatch(/^[0-9a-f]{32}$/);
  expect(first.trace).not.toBe("a".repeat(32));
  expect(second.trace).toBe(first.trace);
  expect(first.span).toMatch(/^[0-9a-f]{16}$/);
  expect(second.span).not.toBe(first.span);
  traces.act();
  expect(ask().trace).not.toBe(first.trace);
});

it("gives what nobody asked for a trace for each request", () => {
  const { clock, traces, ask } = tracesOf();
  traces.act();
  // Nothing followed from the act: a poll much later is not its doing.
  clock.now += 5_001;
  const polls = [ask().trace, ask().trace, ask().trace];
  expect(new Set(polls).size).toBe(3);
});

it("ends an action that goes on and on", () => {
  const { clock, traces, ask } = tracesOf();
  traces.act();
  const { trace } = ask();
  clock.now += 900;
  expect(ask().trace).toBe(trace);
  clock.now += 10_000;
  expect(ask().trace).not.toBe(trace);
});

it.each([null, "", "00-zz", `${PAGE}-more`, `ff-${"a".repeat(32)}-${"b".repeat(16)}-01`])(
  "makes an id of its own where the page names none that can be read: %s",
  (traceparent) => {
    const { ask } = tracesOf({ traceparent });
    const { trace } = ask();
    expect(trace).toMatch(/^[0-9a-f]{32}$/);
    expect(trace).not.toBe("a".repeat(32));
    expect(ask().trace).toBe(trace);
  },
);

it("keeps those traces that the server's sampler keeps", () => {
  const { traces, ask } = tracesOf({ ratio: 0.25, traceparent: null });
  const sampler = new TraceIdRatioBasedSampler(0.25);
  let kept = 0;
  for (let at = 0; at < 2_000; at++) {
    traces.act();
    const { trace, flags } = ask();
    const { decision } = sampler.shouldSample(ROOT_CONTEXT, trace);
    expect(flags).toBe(decision === SamplingDecision.RECORD_AND_SAMPLED ? "01" : "00");
    if (flags === "01") kept++;
  }
  // 500 ± 5 standard deviations
  expect(kept).toBeGreaterThan(400);
  expect(kept).toBeLessThan(600);
});
