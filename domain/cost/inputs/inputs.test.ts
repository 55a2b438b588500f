import { describe, expect, it } from "vitest";
import { costInputsSchema } from "./cost-inputs";
import { INPUT_SPECS } from "./input-specs";
import { interpolateLogLog } from "./interpolate-log-log";
import { parseInputs } from "./parse-inputs";
import { nearestPreset } from "./presets";
import { readInputText } from "./read-input-text";
import { resolveScale } from "./resolve-scale";

function problems(draft: unknown): string[] {
  const parsed = parseInputs(draft);
  return parsed.ok ? [] : parsed.problems.map(({ input, message }) => `${input}: ${message}`);
}

describe("parseInputs", () => {
  it("refuses nonsense with the value, the limit and the remedy", () => {
    expect(problems({ preset: "1m", bytes: -5 })).toEqual([
      "bytes: Message size is -5, but must be a number from 1 to 10,485,760 bytes: give the mean encoded size of one message",
    ]);
    expect(problems({ preset: "1m", zones: 2.5 })[0]).toContain("must be a whole number from 1 to 6");
    expect(problems({ preset: "1m", peak: 0.5 })[0]).toContain("cannot be below 1");
    expect(problems({ preset: "1m", coreUtilisation: 60 })[0]).toContain("0.6 is 60 % busy");
    expect(problems({ preset: "1m", rate: Number.NaN })[0]).toContain("rate: ");
    expect(problems({ preset: "1m", rate: Number.POSITIVE_INFINITY })[0]).toContain("rate: ");
    expect(problems({ preset: "5m" })[0]).toContain("must be one of 10k, 1m, 10m");
    expect(problems({ preset: "1m", brokerKind: "kinesis" })[0]).toContain("standard, express, serverless");
  });

  it("names every problem at once", () => {
    expect(problems({ preset: "1m", bytes: 0, kafkaCompression: 0, consumerGroups: -1 })).toHaveLength(3);
  });

  it("wants a preset or a rate, and knows no other names", () => {
    expect(problems({})[0]).toContain("choose 10k, 1m or 10m");
    expect(problems({ preset: "1m", byte: 5 })[0]).toContain("byte");
    expect(problems({ rate: 5_000 })).toEqual([]);
  });

  it("refuses brokers that do not exist or that no guideline covers", () => {
    expect(problems({ preset: "1m", brokerKind: "express", brokerFamily: "m5" })[0]).toContain("m7g only");
    expect(problems({ preset: "1m", brokerSize: "16xl" })[0]).toContain("4xl or smaller");
    expect(problems({ preset: "1m", brokerKind: "express", brokerSize: "16xl" })).toEqual([]);
    expect(problems({ preset: "1m", brokerFamily: "m5", brokerSize: "xl" })[0]).toContain("m5.xl");
  });
});

describe("INPUT_SPECS", () => {
  it("gives every input of the schema a unit, bounds and a flag of its own", () => {
    expect(INPUT_SPECS.map(({ id }) => id)).toEqual(
      Object.keys(costInputsSchema.shape).filter((id) => id !== "preset"),
    );
    expect(new Set(INPUT_SPECS.map(({ flag }) => flag)).size).toBe(INPUT_SPECS.length);
    for (const { control, fallback, presets } of INPUT_SPECS) {
      expect(fallback === null).toBe(presets !== null);
      if (control.kind === "number") expect(control.min).toBeLessThan(control.max);
    }
  });
});

describe("resolveScale", () => {
  const at = (draft: object) => resolveScale(costInputsSchema.parse(draft));

  it("keeps a preset's sizes and amounts whatever the rate", () => {
    const { inputs, origins } = at({ preset: "1m", rate: 5_000_000 });
    expect(inputs).toMatchObject({
      rate: 5_000_000,
      brokerSize: "2xl",
      dbSize: "2xl",
      rowShare: 0.02,
      scanTb: 100,
    });
    expect(origins).toMatchObject({ rate: "given", brokerSize: "preset", rowShare: "preset" });
  });

  it("meets each preset exactly when only its rate is given", () => {
    for (const [preset, rate] of [
      ["10k", 10_000],
      ["1m", 1_000_000],
      ["10m", 10_000_000],
    ] as const) {
      const { preset: _, ...byRate } = at({ rate }).inputs;
      const { preset: __, ...byPreset } = at({ preset }).inputs;
      expect(byRate).toEqual(byPreset);
    }
  });

  it("interpolates amounts on logarithms between the scales and keeps what was set", () => {
    const { inputs, origins } = at({ rate: 100_000, logGb: 7 });
    // halfway between 1 and 100, and between 1 and 0.02, on logarithms
    expect(inputs.scanTb).toBeCloseTo(10, 9);
    expect(inputs.rowShare).toBeCloseTo(Math.sqrt(0.02), 9);
    expect(inputs.logGb).toBe(7);
    expect(origins).toMatchObject({ scanTb: "interpolated", logGb: "given", dbSize: "nearest preset" });
  });

  it("stays at the outer scales beyond them", () => {
    expect(at({ rate: 100 }).inputs.scanTb).toBe(1);
    expect(at({ rate: 100_000_000 }).inputs.rowShare).toBe(0.005);
    expect(at({ rate: 100 }).origins.scanTb).toBe("clamped");
  });

  it("steps sizes at the geometric means", () => {
    expect([99_999, 100_000, 3_162_277, 3_162_278].map(nearestPreset)).toEqual(["10k", "1m", "1m", "10m"]);
  });
});

describe("interpolateLogLog", () => {
  it("is monotone between two points", () => {
    const points = [
      [10, 1],
      [1_000, 100],
    ] as const;
    const values = [10, 20, 100, 500, 1_000].map((rate) => interpolateLogLog(rate, points).value);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(interpolateLogLog(100, points).value).toBeCloseTo(10, 10);
  });
});

describe("readInputText", () => {
  const read = (id: string, text: string) => {
    const spec = INPUT_SPECS.find((one) => one.id === id);
    return spec ? readInputText(spec, text) : undefined;
  };
  it("reads numbers, switches and choices, and leaves the rest to the schema", () => {
    expect(read("rate", "1_000_000")).toBe(1_000_000);
    expect(read("rate", "2.5e6")).toBe(2_500_000);
    expect(read("rate", "1,000")).toBe("1,000");
    expect(read("rate", "0x10")).toBe("0x10");
    expect(read("rate", "1e400")).toBe("1e400");
    expect(read("rackAware", "on")).toBe(true);
    expect(read("rackAware", "off")).toBe(false);
    expect(read("rackAware", "perhaps")).toBe("perhaps");
    expect(read("brokerKind", " express ")).toBe("express");
  });
});
