import { BYTES_PER_GB, HOURS_PER_MONTH, SECONDS_PER_MONTH } from "../constants";
import { type Decimal, decimal } from "../decimal";
import type { ResolvedInputs } from "../inputs/resolve-scale";
import type { PriceId } from "../prices/price-ids";
import type { PriceSheet } from "../prices/price-sheet";
import { charge, computeCharges } from "./charge";
import type { DraftLine } from "./draft";
import { show, showCharges, showPrice } from "./show";

const NODE_PRICES = {
  large: "ec2-m7g-large",
  xl: "ec2-m7g-xl",
  "2xl": "ec2-m7g-2xl",
  "4xl": "ec2-m7g-4xl",
} as const;
/** A replicated byte crosses one zone border, billed on both sides. */
const DIRECTIONS = 2;

export interface DatabaseSizing {
  rowsPerSecond: Decimal;
  /** uncompressed GB a day */
  dayGb: Decimal;
  /** volume of one node, GB */
  nodeGb: Decimal;
}

/** A day = rows/s·86,400·b/10⁹ GB; a node = day·(1 + (d − 1)/c)/f: the first day raw, the others compressed. */
export function sizeDatabase(inputs: ResolvedInputs): DatabaseSizing {
  const rowsPerSecond = decimal(inputs.rate).times(inputs.rowShare);
  const dayGb = rowsPerSecond.times(86_400).times(inputs.rowBytes).div(BYTES_PER_GB);
  const days = decimal(inputs.dbRetentionDays - 1)
    .div(inputs.dbCompression)
    .plus(1);
  return { rowsPerSecond, dayGb, nodeGb: dayGb.times(days).div(inputs.dbFill) };
}

/**
 * Nodes on EC2 with gp3 volumes (RDS does not run TimescaleDB), and the traffic to the standbys, which sit in other zones.
 */
export function databaseLines(
  sheet: PriceSheet,
  inputs: ResolvedInputs,
  sizing: DatabaseSizing,
): DraftLine[] {
  const { dbNodes: nodes, rowBytes, savingsPlanCoverage: plan } = inputs;
  const node: PriceId = NODE_PRICES[inputs.dbSize];
  const charges = [
    ...computeCharges(sheet, node, decimal(nodes).times(HOURS_PER_MONTH), 0, plan),
    charge(sheet, "ebs-gp3", sizing.nodeGb.times(nodes)),
  ];
  const replicatedGb = sizing.rowsPerSecond.times(rowBytes).times(SECONDS_PER_MONTH).div(BYTES_PER_GB);
  return [
    {
      id: "database",
      charges,
      formula: `nodes × price × H${plan > 0 ? ", discounted" : ""} + nodes × GB a node × gp3 price`,
      numbers: () =>
        plan > 0
          ? showCharges(sheet, charges)
          : `${nodes} × ${showPrice(sheet, node)} × ${HOURS_PER_MONTH} + ${nodes} × ${show(sizing.nodeGb)} × ${showPrice(sheet, "ebs-gp3")}`,
    },
    {
      id: "database-replication",
      charges: [charge(sheet, "cross-az-direction", replicatedGb.times(nodes - 1).times(DIRECTIONS))],
      formula: "rows/s × b × S ÷ 10⁹ × standbys × 2 directions × price",
      numbers: () =>
        `${show(sizing.rowsPerSecond)} × ${show(rowBytes)} × ${show(SECONDS_PER_MONTH)} ÷ 10⁹ × ${nodes - 1} × ${DIRECTIONS} × ${showPrice(sheet, "cross-az-direction")}`,
    },
  ];
}
