import { EC2_WORKERS_FROM_RATE, HOURS_PER_MONTH } from "../constants";
import { type Decimal, decimal, max } from "../decimal";
import type { ResolvedInputs } from "../inputs/resolve-scale";
import type { PriceSheet } from "../prices/price-sheet";
import { charge, computeCharges } from "./charge";
import type { DraftLine } from "./draft";
import { show, showCharges, showPrice } from "./show";

const H = HOURS_PER_MONTH;
/** Fargate memory beside each vCPU. */
const FARGATE_GB_PER_VCPU = 2;
const VCPU_PER_C7G_LARGE = 2;

export type WorkerPlatform = "fargate" | "ec2";

/** Few workers are cheapest without machines to look after; many are cheaper on EC2 with one EKS control plane. */
export function workerPlatform(rate: number): WorkerPlatform {
  return rate < EC2_WORKERS_FROM_RATE ? "fargate" : "ec2";
}

/** vCPU = max(floor, R·k·stages/(messages a core·utilisation)): sized for the peak, not rounded to machines. */
export function workerVcpu(inputs: ResolvedInputs): Decimal {
  const demand = decimal(inputs.rate)
    .times(inputs.peak)
    .times(inputs.stages)
    .div(decimal(inputs.perCore).times(inputs.coreUtilisation));
  return max(decimal(inputs.minimumVcpu), demand);
}

/** Worker hours; Spot and Savings Plans apply to the compute, never to the EKS control plane. */
export function workerLine(sheet: PriceSheet, inputs: ResolvedInputs, vcpu: Decimal): DraftLine {
  const { spotCoverage: spot, savingsPlanCoverage: plan } = inputs;
  const discounted = spot > 0 || plan > 0;
  if (workerPlatform(inputs.rate) === "fargate") {
    const hours = vcpu.times(H);
    const charges = [
      ...computeCharges(sheet, "fargate-vcpu", hours, spot, plan),
      ...computeCharges(sheet, "fargate-gb", hours.times(FARGATE_GB_PER_VCPU), spot, plan),
    ];
    return {
      id: "workers",
      charges,
      formula: `vCPU × (vCPU price + ${FARGATE_GB_PER_VCPU} × GB price) × H${discounted ? ", discounted" : ""}`,
      numbers: () =>
        discounted
          ? showCharges(sheet, charges)
          : `${show(vcpu)} × (${showPrice(sheet, "fargate-vcpu")} + ${FARGATE_GB_PER_VCPU} × ${showPrice(sheet, "fargate-gb")}) × ${H}`,
    };
  }
  const charges = [
    ...computeCharges(sheet, "ec2-c7g-large", vcpu.div(VCPU_PER_C7G_LARGE).times(H), spot, plan),
    charge(sheet, "eks-cluster", decimal(H)),
  ];
  return {
    id: "workers",
    charges,
    formula: `vCPU ÷ ${VCPU_PER_C7G_LARGE} × c7g.large price × H${discounted ? ", discounted" : ""} + EKS price × H`,
    numbers: () =>
      discounted
        ? showCharges(sheet, charges)
        : `${show(vcpu)} ÷ ${VCPU_PER_C7G_LARGE} × ${showPrice(sheet, "ec2-c7g-large")} × ${H} + ${showPrice(sheet, "eks-cluster")} × ${H}`,
  };
}
