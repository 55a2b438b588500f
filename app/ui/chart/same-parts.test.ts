import { expect, test } from "vitest";
import { sameParts } from "@/app/ui/chart/same-parts";

const option = (extra: object = {}) => ({
  xAxis: [{ type: "category", data: ["10:00", "10:01"] }],
  series: [{ type: "line", name: "p99", data: [1, 2], lineStyle: { width: 2 }, ...extra }],
});

test("other data, names and styles are the same parts", () => {
  const other = option({ name: "p95", data: [1, 2, 3], lineStyle: { width: 1 } });
  expect(sameParts(option(), other)).toBe(true);
});

test("what one has and the other lacks, another kind and another number are other parts", () => {
  expect(sameParts(option({ markLine: { data: [] } }), option())).toBe(false);
  expect(sameParts(option(), option({ markLine: { data: [] } }))).toBe(false);
  expect(sameParts(option(), option({ type: "bar" }))).toBe(false);
  expect(sameParts(option(), option({ lineStyle: { color: "red" } }))).toBe(false);
  expect(sameParts(option(), { ...option(), series: [...option().series, ...option().series] })).toBe(false);
  expect(sameParts({ grid: [{}] }, { grid: {} })).toBe(false);
  expect(sameParts({ dash: "solid" }, { dash: [4, 2] })).toBe(false);
});
