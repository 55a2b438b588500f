import { HOURS_PER_MONTH } from "../constants";
import { decimal } from "../decimal";
import type { ResolvedInputs } from "../inputs/resolve-scale";
import type { PriceSheet } from "../prices/price-sheet";
import { charge } from "./charge";
import type { DraftLine } from "./draft";
import type { Flow } from "./flow";
import { show, showPrice } from "./show";
import type { BrokerSizing } from "./size-brokers";

const H = HOURS_PER_MONTH;

function diskLine(sheet: PriceSheet, inputs: ResolvedInputs, flow: Flow, sizing: BrokerSizing): DraftLine {
  const priceId = (
    { standard: "msk-storage", express: "msk-express-storage", serverless: "msk-serverless-storage" } as const
  )[sizing.kind];
  const held = () => `${show(flow.wire)} × ${show(inputs.kafkaRetentionHours)} × 3,600 ÷ 1,000`;
  const text = {
    standard: {
      formula: "w × h × 3,600 ÷ 1,000 × RF ÷ u × price",
      numbers: () => `${held()} × ${inputs.replicationFactor} ÷ ${inputs.diskUtilisation}`,
    },
    express: {
      formula: "w × h × 3,600 ÷ 1,000 × copies billed × price",
      numbers: () => `${held()} × ${inputs.expressStorageCopies}`,
    },
    serverless: { formula: "w × h × 3,600 ÷ 1,000 × price", numbers: held },
  }[sizing.kind];
  return {
    id: "kafka-disk",
    charges: [charge(sheet, priceId, sizing.diskGb)],
    formula: text.formula,
    numbers: () => `${text.numbers()} × ${showPrice(sheet, priceId)}`,
  };
}

function brokerLines(
  sheet: PriceSheet,
  inputs: ResolvedInputs,
  flow: Flow,
  sizing: BrokerSizing,
): DraftLine[] {
  const disk = diskLine(sheet, inputs, flow, sizing);
  return [
    {
      id: "brokers",
      charges: [charge(sheet, sizing.priceId, sizing.brokers.times(H))],
      formula: "N × price × H",
      numbers: () => `${show(sizing.brokers)} × ${showPrice(sheet, sizing.priceId)} × ${H}`,
    },
    disk,
  ];
}

/** $(w·86.4·remote days·price), one copy, and what is read back. */
function tieredLine(sheet: PriceSheet, inputs: ResolvedInputs, flow: Flow): DraftLine {
  const stored = flow.wire.times("86.4").times(inputs.tieredDays);
  const charges = [charge(sheet, "msk-tiered-storage", stored)];
  if (inputs.tieredReadGb > 0)
    charges.push(charge(sheet, "msk-tiered-retrieval", decimal(inputs.tieredReadGb)));
  return {
    id: "kafka-tiered",
    charges,
    formula: "w × 86.4 × remote days × price + GB read × price",
    numbers: () =>
      `${show(flow.wire)} × 86.4 × ${show(inputs.tieredDays)} × ${showPrice(sheet, "msk-tiered-storage")} + ${show(inputs.tieredReadGb)} × ${showPrice(sheet, "msk-tiered-retrieval")}`,
  };
}

function serverlessLines(
  sheet: PriceSheet,
  inputs: ResolvedInputs,
  flow: Flow,
  sizing: BrokerSizing,
): DraftLine[] {
  const out = flow.kafkaGb.times(inputs.consumerGroups);
  return [
    {
      id: "brokers",
      charges: [charge(sheet, sizing.priceId, decimal(H))],
      formula: "cluster price × H",
      numbers: () => `${showPrice(sheet, sizing.priceId)} × ${H}`,
    },
    diskLine(sheet, inputs, flow, sizing),
    {
      id: "serverless-partitions",
      charges: [charge(sheet, "msk-serverless-partition", decimal(inputs.partitions).times(H))],
      formula: "P × price × H",
      numbers: () => `${show(inputs.partitions)} × ${showPrice(sheet, "msk-serverless-partition")} × ${H}`,
    },
    {
      id: "serverless-data-in",
      charges: [charge(sheet, "msk-serverless-data-in", flow.kafkaGb)],
      formula: "Kafka GB × price",
      numbers: () => `${show(flow.kafkaGb)} × ${showPrice(sheet, "msk-serverless-data-in")}`,
    },
    {
      id: "serverless-data-out",
      charges: [charge(sheet, "msk-serverless-data-out", out)],
      formula: "Kafka GB × F × price",
      numbers: () =>
        `${show(flow.kafkaGb)} × ${inputs.consumerGroups} × ${showPrice(sheet, "msk-serverless-data-out")}`,
    },
  ];
}

/** Brokers and what they hold, for the chosen kind of broker. */
export function kafkaLines(
  sheet: PriceSheet,
  inputs: ResolvedInputs,
  flow: Flow,
  sizing: BrokerSizing,
): DraftLine[] {
  if (sizing.kind === "serverless") return serverlessLines(sheet, inputs, flow, sizing);
  const lines = brokerLines(sheet, inputs, flow, sizing);
  if (sizing.kind === "express")
    lines.push({
      id: "express-data-in",
      charges: [charge(sheet, "msk-express-data-in", flow.kafkaGb)],
      formula: "Kafka GB × price",
      numbers: () => `${show(flow.kafkaGb)} × ${showPrice(sheet, "msk-express-data-in")}`,
    });
  if (sizing.kind === "standard" && inputs.tieredDays > 0) lines.push(tieredLine(sheet, inputs, flow));
  return lines;
}
