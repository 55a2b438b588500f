import { expect, it } from "vitest";
import { counter, gauge, histogram, registry } from "./metrics";

it("never throws for a value, and bounds the number of series", async () => {
  const many = counter({ name: "k2_test_many_total", help: "test", labels: ["symbol"] });
  for (let i = 0; i < 5_000; i++) many.inc({ symbol: `S${i}` });
  many.inc({ symbol: "S1" }, Number.NaN);
  many.inc({ symbol: "S1" }, -5);
  gauge({ name: "k2_test_gauge", help: "test", labels: [] }).set({}, Number.POSITIVE_INFINITY);
  histogram({ name: "k2_test_seconds", help: "test", labels: [], buckets: [1] }).observe({}, Number.NaN);
  const text = await registry.metrics();
  const series = text.split("\n").filter((line) => line.startsWith("k2_test_many_total{"));
  expect(series.length).toBeLessThanOrEqual(2_001);
  expect(series.find((line) => line.includes('symbol="other"'))?.endsWith(" 3000")).toBe(true);
});

it("does not compile with a wrong label, and does not throw where one slips through", async () => {
  const metric = counter({ name: "k2_test_labels_total", help: "test", labels: ["topic"] });
  // @ts-expect-error a label that the metric does not have
  metric.inc({ topics: "x" });
  expect(await registry.metrics()).toContain('k2_test_labels_total{topic="undefined"');
});
