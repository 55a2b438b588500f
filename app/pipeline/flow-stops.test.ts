import { expect, it } from "vitest";
import { flowStops } from "./flow-stops";

it("calls nothing well, and nothing nought, that nobody has answered", () => {
  const stops = flowStops({ feeds: undefined, kafka: undefined, partitions: undefined, workers: undefined });
  expect(stops).toHaveLength(5);
  for (const stop of stops) expect(stop).toMatchObject({ tone: "neutral", value: "—", note: "not known" });
});

it("tells what is known beside what is not", () => {
  const stops = flowStops({ feeds: [], kafka: undefined, partitions: [], workers: [] });
  expect(stops.map(({ name, tone, value }) => [name, tone, value])).toEqual([
    ["Exchanges", "ok", "0 of 0"],
    ["Kafka", "neutral", "—"],
    ["Waiting", "neutral", "—"],
    ["Workers", "bad", "0"],
    ["Tables", "ok", "—"],
  ]);
});
