import { randomBytes } from "node:crypto";
import { ROOT_CONTEXT, SpanKind, trace } from "@opentelemetry/api";
import * as sdk from "@opentelemetry/sdk-trace-node";
import { expect, it } from "vitest";
import { loadEnv } from "../env";
import { samplingRatio, webSampler } from "./web-sampler";

const idOf = () => randomBytes(16).toString("hex");

function samplerOf(values: Record<string, string>, clock = { now: 0 }) {
  const sampler = webSampler(sdk, loadEnv(values), () => clock.now);
  const keeps = (traceId: string, parent: { traceFlags: number; isRemote: boolean } | null) => {
    const context =
      parent === null
        ? ROOT_CONTEXT
        : trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: "1".repeat(16), ...parent });
    const { decision } = sampler.shouldSample(context, traceId, "x", SpanKind.SERVER, {}, []);
    return decision === sdk.SamplingDecision.RECORD_AND_SAMPLED;
  };
  return { clock, keeps };
}
const wished = { traceFlags: 1, isRemote: true };
const unwished = { traceFlags: 0, isRemote: true };

it.each<[Record<string, string>, number]>([
  [{}, 1],
  [{ OTEL_TRACES_SAMPLER: "always_on", OTEL_TRACES_SAMPLER_ARG: "0.5" }, 1],
  [{ OTEL_TRACES_SAMPLER: "parentbased_always_off" }, 0],
  [{ OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.01" }, 0.01],
  [{ OTEL_TRACES_SAMPLER: "traceidratio" }, 1],
])("%o keeps %d of what begins here", (values, ratio) => {
  expect(samplingRatio(loadEnv(values))).toBe(ratio);
});

it("holds a caller's wish against the ratio, for each request of a trace alike", () => {
  const { clock, keeps } = samplerOf({
    OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
    OTEL_TRACES_SAMPLER_ARG: "0.1",
  });
  const ids = Array.from({ length: 3_000 }, idOf);
  const kept = ids.filter((id) => {
    clock.now += 100;
    const first = keeps(id, wished);
    expect(keeps(id, wished)).toBe(first);
    // Our own spans follow the one above them.
    expect(keeps(id, { traceFlags: first ? 1 : 0, isRemote: false })).toBe(first);
    return first;
  });
  // 300 ± 5 standard deviations
  expect(kept.length).toBeGreaterThan(217);
  expect(kept.length).toBeLessThan(383);
});

it("bounds what a caller gets by picking ids that pass", () => {
  const { clock, keeps } = samplerOf({});
  const ids = Array.from({ length: 1_000 }, idOf);
  const first = ids.filter((id) => keeps(id, wished));
  expect(first).toHaveLength(200);
  // What was let in stays in, with the limit used up.
  expect(first.every((id) => keeps(id, wished))).toBe(true);
  expect(keeps(ids[500] ?? "", wished)).toBe(false);
  // What begins here is not the caller's.
  expect(keeps(idOf(), null)).toBe(true);
  clock.now += 1_000;
  expect(ids.slice(500).filter((id) => keeps(id, wished))).toHaveLength(100);
});

it("lets a caller wish not to be traced where the sampler is parentbased", () => {
  expect(samplerOf({}).keeps(idOf(), unwished)).toBe(false);
  expect(samplerOf({ OTEL_TRACES_SAMPLER: "always_on" }).keeps(idOf(), unwished)).toBe(true);
  expect(samplerOf({ OTEL_TRACES_SAMPLER: "always_off" }).keeps(idOf(), wished)).toBe(false);
});
