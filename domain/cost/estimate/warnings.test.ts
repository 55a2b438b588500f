import { describe, expect, it } from "vitest";
import { type CostInputsDraft, costInputsSchema } from "../inputs/cost-inputs";
import { defaultPriceSheet as sheet } from "../prices/default-price-sheet";
import { overridePrices } from "../prices/override-prices";
import { estimateCost } from "./estimate-cost";

function warnings(draft: CostInputsDraft, today?: string) {
  return estimateCost(costInputsSchema.parse(draft), sheet, { today }).warnings;
}

function codes(draft: CostInputsDraft, today?: string): string[] {
  return warnings(draft, today).map(({ code, severity }) => `${severity} ${code}`);
}

describe("warnings of an estimate", () => {
  it("says when a cluster has too many brokers for ZooKeeper, and for KRaft", () => {
    expect(codes({ preset: "10m" })).toContain("caution broker-count");
    expect(codes({ preset: "10m", brokerSize: "large" })).toContain("infeasible broker-count");
    expect(codes({ preset: "1m" }).join()).not.toContain("broker-count");
  });

  it("says when disk sets the number of brokers, and keeps each within 16 TiB", () => {
    const draft: CostInputsDraft = { preset: "1m", kafkaRetentionHours: 24 * 14 };
    expect(codes(draft)).toContain("caution disk-bound");
    const { brokers, diskGBPerBroker, brokersBoundBy } = estimateCost(
      costInputsSchema.parse(draft),
      sheet,
    ).intermediates;
    expect(brokersBoundBy).toBe("disk");
    expect(brokers).toBe(45);
    expect(diskGBPerBroker).toBeLessThanOrEqual(17_592);
  });

  it("says when disks or network cannot keep up", () => {
    expect(codes({ preset: "1m", replicationFactor: 9 }).join()).not.toContain("ebs");
    expect(codes({ preset: "10m", replicationFactor: 4, kafkaRetentionHours: 12 })).toContain(
      "infeasible ebs-throughput",
    );
    const full: CostInputsDraft = {
      preset: "1m",
      rate: 1_116_000,
      brokerFamily: "m5",
      kafkaRetentionHours: 1,
    };
    expect(codes({ ...full, replicationFactor: 9 })).toContain("infeasible nic");
    expect(codes(full).join()).not.toContain("nic");
  });

  it("says when one writer may not be enough for the database", () => {
    expect(codes({ preset: "10m" })).toContain("caution single-writer");
    expect(codes({ preset: "1m", rowShare: 1 })).toContain("infeasible single-writer");
  });

  it("says what a Serverless cluster cannot carry", () => {
    expect(codes({ preset: "1m", brokerKind: "serverless" })).toContain("infeasible serverless-quota");
    expect(codes({ preset: "10k", brokerKind: "serverless" }).join()).not.toContain("serverless-quota");
  });

  it("says when a size is a step, when only the rate was changed, and when a rate lies outside the scales", () => {
    expect(codes({ rate: 500_000 })).toContain("info size-step");
    expect(codes({ rate: 1_000_000 }).join()).not.toContain("size-step");
    expect(codes({ preset: "1m", rate: 2_000_000 })).toContain("info preset-kept");
    expect(codes({ rate: 50_000_000 })).toContain("caution outside-scales");
  });

  it("marks low-confidence prices only where a lever needs them", () => {
    expect(codes({ preset: "1m" }).join()).not.toContain("low-confidence");
    expect(codes({ preset: "1m", tieredDays: 7 })).toContain("caution low-confidence");
    expect(codes({ preset: "1m", spotCoverage: 0.5 })).toContain("caution low-confidence");
  });

  it("marks prices older than 90 days only when told the day", () => {
    expect(codes({ preset: "1m" }).join()).not.toContain("stale");
    expect(codes({ preset: "1m" }, "2026-11-24")).toContain("caution stale-prices");
    const young = estimateCost(costInputsSchema.parse({ preset: "1m" }), sheet, { today: "2025-12-01" });
    const s3 = young.lines.find(({ id }) => id === "object-storage")?.prices ?? [];
    expect(s3.map(({ stale }) => stale)).toEqual(s3.map(({ asOf }) => asOf !== "2025-10-28"));
  });

  it("calls a measured core what it is", () => {
    expect(codes({ preset: "1m" })).toContain("caution per-core-placeholder");
    expect(codes({ preset: "1m", perCore: 41_000 }).join()).not.toContain("placeholder");
  });
});

describe("levers", () => {
  it("add their lines only while they are on", () => {
    const ids = (draft: CostInputsDraft) =>
      estimateCost(costInputsSchema.parse(draft), sheet).lines.map(({ id }) => id);
    expect(ids({ preset: "1m" })).toHaveLength(13);
    expect(ids({ preset: "1m", tieredDays: 7 })).toContain("kafka-tiered");
    expect(ids({ preset: "1m", brokerKind: "express" })).toContain("express-data-in");
    expect(ids({ preset: "1m", brokerKind: "serverless" })).toContain("serverless-data-out");
  });

  it("never discount the same hour twice", () => {
    const workers = (draft: CostInputsDraft) =>
      Number(
        estimateCost(
          costInputsSchema.parse({ preset: "1m", ...draft }),
          overridePrices(sheet, { "spot-discount": "0.5", "savings-plan-discount": "0.2" }),
        ).lines.find(({ id }) => id === "workers")?.usd,
      );
    const compute = 5_292.5;
    expect(workers({})).toBe(compute + 73);
    expect(workers({ spotCoverage: 1 })).toBe(compute * 0.5 + 73);
    // all on Spot leaves nothing for the plan to cover
    expect(workers({ spotCoverage: 1, savingsPlanCoverage: 1 })).toBe(compute * 0.5 + 73);
    expect(workers({ spotCoverage: 0.5, savingsPlanCoverage: 1 })).toBeCloseTo(
      compute * 0.5 * 0.5 + compute * 0.5 * 0.8 + 73,
      9,
    );
  });

  it("give a range where the discount is only an advertised ceiling", () => {
    const { range, total } = estimateCost(costInputsSchema.parse({ preset: "1m", spotCoverage: 0.5 }), sheet);
    expect(Number(range?.low)).toBe(Number(total));
    expect(Number(range?.high)).toBeCloseTo(47_385.707857, 5);
  });

  it("bill the least months of a cold class", () => {
    const found = estimateCost(
      costInputsSchema.parse({ preset: "10k", glacierMonths: 2, glacierClass: "deep" }),
      sheet,
    );
    expect(found.intermediates.objectGlacierGB).toBe(6 * 1_314);
    expect(found.warnings.map(({ code }) => code)).toContain("least-months");
  });
});
