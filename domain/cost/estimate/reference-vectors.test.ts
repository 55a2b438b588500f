import { describe, expect, it } from "vitest";
import { decimal } from "../decimal";
import { type CostInputsDraft, costInputsSchema } from "../inputs/cost-inputs";
import { defaultPriceSheet } from "../prices/default-price-sheet";
import { type CostEstimate, estimateCost } from "./estimate-cost";
import type { LineId } from "./lines";

function estimate(draft: CostInputsDraft): CostEstimate {
  return estimateCost(costInputsSchema.parse(draft), defaultPriceSheet);
}

function cents(usd: string): string {
  return decimal(usd).toFixed(2);
}

function lineCents({ lines }: CostEstimate): Record<string, string> {
  return Object.fromEntries(lines.map(({ id, usd }) => [id, cents(usd)]));
}

function kafkaCents({ lines }: CostEstimate): string {
  const kafka = lines.filter(({ group }) => group === "Kafka");
  return kafka.reduce((sum, { usd }) => sum.plus(usd), decimal(0)).toFixed(2);
}

describe("the reference calculation, to the cent", () => {
  it("10K messages/s", () => {
    const found = estimate({ preset: "10k" });
    expect(lineCents(found)).toEqual({
      brokers: "446.76",
      "kafka-disk": "54.00",
      "cross-az-produce": "43.80",
      "cross-az-consume": "131.40",
      workers: "216.24",
      database: "301.47",
      "database-replication": "105.12",
      "object-storage": "110.38",
      "object-requests": "1.97",
      athena: "5.00",
      observability: "85.00",
      egress: "0.00",
      nat: "0.00",
    } satisfies Partial<Record<LineId, string>>);
    expect(cents(found.total)).toBe("1501.14");
    expect(decimal(found.perMillionMessages).toFixed(6)).toBe("0.057121");
    expect(found.intermediates).toMatchObject({
      messagesPerMonthMillions: 26_280,
      wireAverageMBps: 1.25,
      wirePeakMBps: 2.5,
      brokers: 3,
      brokerSize: "m7g.large",
      diskGB: 540,
      kafkaGBPerMonth: 3_285,
      vcpu: 6,
      objectGBPerMonth: 1_314,
      putsPerMonth: 394_200,
    });
    expect(found.intermediates.databaseGBPerNode).toBeCloseTo(394.97, 2);
  });

  it("1M messages/s", () => {
    const found = estimate({ preset: "1m" });
    expect(lineCents(found)).toEqual({
      brokers: "5361.12",
      "kafka-disk": "5400.00",
      "cross-az-produce": "4380.00",
      "cross-az-consume": "13140.00",
      workers: "5365.50",
      database: "602.93",
      "database-replication": "210.24",
      "object-storage": "10957.40",
      "object-requests": "5.91",
      athena: "500.00",
      observability: "550.00",
      egress: "912.60",
      nat: "0.00",
    } satisfies Partial<Record<LineId, string>>);
    expect(cents(found.total)).toBe("47385.71");
    expect(decimal(found.perMillionMessages).toFixed(6)).toBe("0.018031");
    expect(found.intermediates).toMatchObject({
      messagesPerMonthMillions: 2_628_000,
      wireAverageMBps: 125,
      wirePeakMBps: 250,
      brokers: 9,
      brokerSize: "m7g.2xl",
      diskGB: 54_000,
      kafkaGBPerMonth: 328_500,
      vcpu: 200,
      rowsPerSecond: 20_000,
      objectGBPerMonth: 131_400,
      putsPerMonth: 1_182_600,
    });
    expect(found.intermediates.databaseGBPerNode).toBeCloseTo(789.94, 2);
  });

  it("10M messages/s follows the same steps with the third scale's values", () => {
    const found = estimate({ preset: "10m" });
    // Worked by hand from the steps: 33 × 1.632 × 730; 540,000 × 0.10; 3,285,000 × ⅔ × 0.02; the same × 3; 1,000 × 0.0725 × 730 + 73;
    // 2 × 0.6528 × 730 + 2 × 1,974.857… × 0.08; 50,000 × 200 × 2.628 × 0.02; three Standard tiers, IA and Glacier; 43,800 × 238 PUTs.
    expect(lineCents(found)).toEqual({
      brokers: "39314.88",
      "kafka-disk": "54000.00",
      "cross-az-produce": "43800.00",
      "cross-az-consume": "131400.00",
      workers: "52998.00",
      database: "1269.07",
      "database-replication": "525.60",
      "object-storage": "108311.20",
      "object-requests": "52.12",
      athena: "5000.00",
      observability: "1900.00",
      egress: "7978.20",
      nat: "0.00",
    } satisfies Partial<Record<LineId, string>>);
    expect(found.intermediates).toMatchObject({ brokers: 33, brokerSize: "m7g.4xl", filesPerCommit: 235 });
  });

  it.each([
    ["doubled wire compression", { kafkaCompression: 4 }, "-13247.04"],
    ["rack-aware fetch", { rackAware: true }, "-13140.00"],
  ])("sensitivity at 1M: %s", (_, change, delta) => {
    const base = decimal(estimate({ preset: "1m" }).total);
    expect(
      decimal(estimate({ preset: "1m", ...change }).total)
        .minus(base)
        .toFixed(2),
    ).toBe(delta);
  });

  it.each([
    ["Standard at 10K", { preset: "10k" }, "500.76"],
    ["Serverless at 10K", { preset: "10k", brokerKind: "serverless" }, "1405.83"],
    ["Standard at 1M", { preset: "1m" }, "10761.12"],
    ["Express at 1M, storage billed once", { preset: "1m", brokerKind: "express" }, "11513.16"],
    [
      "Express at 1M, storage billed three times",
      { preset: "1m", brokerKind: "express", expressStorageCopies: 3 },
      "13673.16",
    ],
  ] satisfies [string, CostInputsDraft, string][])("Kafka itself: %s", (_, draft, usd) => {
    expect(kafkaCents(estimate(draft))).toBe(usd);
  });

  it("27 brokers of size large carry 1M messages/s", () => {
    const found = estimate({ preset: "1m", brokerSize: "large" });
    expect(found.intermediates.brokers).toBe(27);
    expect(lineCents(found).brokers).toBe("4020.84");
  });

  it("feeds through NAT pay for raw bytes", () => {
    expect(lineCents(estimate({ preset: "10k", nat: true })).nat).toBe("295.65");
  });

  it("one core at 138 messages/s would need 72,464 vCPU", () => {
    expect(Math.round(estimate({ preset: "1m", perCore: 138 }).intermediates.vcpu)).toBe(72_464);
  });

  it("K2's own 100 B, uncompressed, crosses zones for 14,016 a month at 1M", () => {
    const lines = lineCents(estimate({ preset: "1m", bytes: 100, kafkaCompression: 1 }));
    expect(Number(lines["cross-az-produce"]) + Number(lines["cross-az-consume"])).toBe(14_016);
  });
});
