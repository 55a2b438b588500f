import { BYTES_PER_GB, HOURS_PER_MONTH } from "../constants";
import { type Decimal, decimal, moneyText, sum } from "../decimal";
import { charge } from "../estimate/charge";
import { workerPlatform } from "../estimate/worker-line";
import type { CostInputs } from "../inputs/cost-inputs";
import { resolveScale } from "../inputs/resolve-scale";
import type { PriceSheet } from "../prices/price-sheet";

export interface ReplayCost {
  /** USD for the whole job, decimal text */
  total: string;
  perThousandRecords: string;
  parts: { id: "produce" | "consume" | "disk" | "workers"; usd: string; formula: string }[];
}

/**
 * What replaying records adds to the bill: they are produced once more, read by every consumer group again, held for the
 * topic's retention and decoded once more. Brokers and nodes are paid for already and are not counted.
 * @param records records the job publishes
 * @param bytes raw bytes of them all; by default the inputs' message size each
 */
export function replayCost(
  inputs: CostInputs,
  sheet: PriceSheet,
  records: number,
  bytes: number | null = null,
): ReplayCost {
  const resolved = resolveScale(inputs).inputs;
  const wireGb = decimal(bytes ?? records * resolved.bytes)
    .div(resolved.kafkaCompression)
    .div(BYTES_PER_GB);
  const crossing = wireGb
    .times(resolved.zones - 1)
    .div(resolved.zones)
    .times(2);
  const readGb = resolved.rackAware ? decimal(0) : crossing.times(resolved.consumerGroups);
  const heldGbMonths = wireGb
    .times(resolved.replicationFactor)
    .div(resolved.diskUtilisation)
    .times(resolved.kafkaRetentionHours)
    .div(HOURS_PER_MONTH);
  const vcpuHours = decimal(records).times(resolved.stages).div(resolved.perCore).div(3_600);
  const parts = [
    {
      id: "produce",
      usd: charge(sheet, "cross-az-direction", crossing).usd,
      formula: "GB × (z − 1)/z × 2 × price",
    },
    {
      id: "consume",
      usd: charge(sheet, "cross-az-direction", readGb).usd,
      formula: resolved.rackAware ? "0: rack-aware fetch" : "GB × F × (z − 1)/z × 2 × price",
    },
    {
      id: "disk",
      usd: charge(sheet, "msk-storage", heldGbMonths).usd,
      formula: "GB × RF ÷ u × h ÷ H × price",
    },
    {
      id: "workers",
      usd: computeUsd(sheet, resolved.rate, vcpuHours),
      formula: "records × stages ÷ messages a core ÷ 3,600 × price",
    },
  ] as const;
  const total = sum(parts.map(({ usd }) => usd));
  return {
    total: moneyText(total),
    perThousandRecords: moneyText(records === 0 ? decimal(0) : total.div(records).times(1_000)),
    parts: parts.map(({ id, usd, formula }) => ({ id, usd: moneyText(usd), formula })),
  };
}

function computeUsd(sheet: PriceSheet, rate: number, vcpuHours: Decimal): Decimal {
  if (workerPlatform(rate) === "ec2") return charge(sheet, "ec2-c7g-large", vcpuHours.div(2)).usd;
  return charge(sheet, "fargate-vcpu", vcpuHours).usd.plus(
    charge(sheet, "fargate-gb", vcpuHours.times(2)).usd,
  );
}
