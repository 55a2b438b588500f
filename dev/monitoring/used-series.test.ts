import { expect, it } from "vitest";
import { deadUses, rulesOf, samplesOf, usedSeries } from "./used-series";

const scraped = samplesOf(
  ["# HELP k2_lag x", 'k2_lag{topic="a",code="1"} 5', 'k2_state{state="open"} 1', "k2_up 1", ""].join("\n"),
);
const dead = (expr: string) => deadUses(usedSeries({ where: "r", expr }), scraped);

it("takes rules that can fire", () => {
  expect(dead('sum by (topic) (rate(k2_lag{code="1"}[5m])) > 0 and on (topic) k2_lag > k2_up')).toEqual([]);
  expect(dead('max by (job) (k2_state{state="open", job="x"})')).toEqual([]);
});

it("finds K2's three dead rules: a missing prefix, a value that no series has, a label of another name", () => {
  expect(dead("kafka_lag > 1 or k2_kafka_lag > 1")).toEqual(["r: nothing emits k2_kafka_lag"]);
  expect(dead('k2_state{state="opened"} == 1')).toEqual(['r: no k2_state has state="opened"']);
  expect(dead("sum by (status) (k2_lag)")).toEqual(["r: k2_lag has no label status"]);
});

it("reads the shipped form of rules", () => {
  expect(rulesOf("- alert: A\n  expr: 'k2_up > 1'\n  for: 1m\n- alert: B\n  expr: 'x'\n")).toEqual([
    { where: "A", expr: "k2_up > 1" },
    { where: "B", expr: "x" },
  ]);
});
