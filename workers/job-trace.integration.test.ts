import { afterEach, beforeEach, expect, it } from "vitest";
import { loadEnv } from "@/runtime/env";
import { createLog } from "@/runtime/log";
import type { Tracing } from "@/runtime/tracing/current-tracing";
import { startTracing } from "@/runtime/tracing/start-tracing";
import { ancestry, type OtlpReceiver, startOtlpReceiver } from "@/runtime/tracing/testing/otlp-receiver";
import { createBackfillHarness } from "./backfill/testing/backfill-harness";
import { startVenueStub } from "./backfill/testing/venue-stub";
import { binanceFrame } from "./ingest/testing/binance-frame";
import { createReplayHarness, everything } from "./replay/testing/replay-harness";

let receiver: OtlpReceiver;
let tracing: Tracing | null;
beforeEach(async () => {
  receiver = await startOtlpReceiver();
  tracing = await startTracing({
    env: loadEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" }),
    component: "worker",
    instance: "test",
    log: createLog("test", "silent"),
  });
});
afterEach(async () => {
  await tracing?.stop();
  await receiver.close();
});

const spansNamed = (name: string) => receiver.spans.filter((one) => one.name === name);
/** the names from each commit up to where its trace begins */
const waysOfCommits = () =>
  spansNamed("commit").map((one) =>
    ancestry(receiver.spans, one)
      .map(({ name }) => name)
      .join(" < "),
  );

it("follows a backfill from the venue's answer to the commit of what it gave", async () => {
  const harness = await createBackfillHarness();
  const stub = await startVenueStub({ lowest: 1n, highest: 3_000n });
  const topic = harness.raw("binance");
  try {
    await harness.start();
    const kept = Array.from({ length: 3_000 }, (_, at) => at + 1).filter((n) => n <= 200 || n > 2_700);
    await harness.publish(
      "binance",
      kept.map((n) => binanceFrame(n)),
    );
    const [job = 0n] = await harness.backfill();
    await harness.startJobs({ binance: stub.url });
    expect((await harness.ended(job)).state).toBe("done");
  } finally {
    await harness.stop();
    await stub.stop();
  }
  await tracing?.stop();

  const [root, ...more] = spansNamed("backfill");
  expect(more).toEqual([]);
  expect(root).toMatchObject({ attributes: { "k2.venue": "binance", "k2.job_phase": "fetching" } });
  const calls = spansNamed("GET binance trades");
  expect(calls).toHaveLength(3);
  for (const call of calls) {
    expect(call).toMatchObject({ traceId: root?.traceId, parentSpanId: root?.spanId });
    const { attributes } = call;
    expect(Number(attributes["http.response.status_code"])).toBe(200);
    expect(Number(attributes["k2.venue.weight"])).toBe(25);
    expect(attributes["k2.venue.outcome"]).toBe("page");
  }
  // 2,500 rows in pages of 1,000, published 500 a request: each such batch leads to its commit.
  const published = spansNamed(`publish ${topic}`);
  expect(published).toHaveLength(5);
  expect(new Set(published.map((one) => one.parentSpanId))).toEqual(new Set([root?.spanId]));
  expect(waysOfCommits()).toContain(`commit < ingest ${topic} < publish ${topic} < backfill`);
  expect(JSON.stringify(receiver.spans.map((one) => one.attributes))).not.toContain(stub.url);
}, 180_000);

it("follows a replay from its plan to the commit of what it sent", async () => {
  const harness = await createReplayHarness();
  try {
    const spoilt = (id: number) => binanceFrame(id, { p: "n/a" });
    await harness.send(Array.from({ length: 10 }, (_, at) => (at < 3 ? spoilt : binanceFrame)(at + 1)));
    await harness.start();
    await harness.caughtUp();
    await harness.startJobs();
    const patch = JSON.stringify([{ op: "replace", path: "/data/p", value: "1.5" }]);
    const { id } = await harness.plan(everything, { patch });
    await harness.begin(id);
    expect((await harness.reaches(id, "done")).progress).toMatchObject({ settled: 3 });
  } finally {
    await harness.stop();
  }
  await tracing?.stop();

  const [prove] = spansNamed("prove").map((one) => ancestry(receiver.spans, one).map(({ name }) => name));
  expect(prove).toEqual(["prove", "replay plan"]);
  expect(spansNamed("replay")).toHaveLength(1);
  const { raw } = harness;
  expect(waysOfCommits()).toEqual([`commit < ingest ${raw} < publish ${raw} < send < replay`]);
  const steps = spansNamed("settle").map((one) => ancestry(receiver.spans, one).map(({ name }) => name));
  expect(steps).toEqual([["settle", "replay"]]);
}, 180_000);
