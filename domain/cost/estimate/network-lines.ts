import { HOURS_PER_MONTH } from "../constants";
import { type Decimal, decimal } from "../decimal";
import type { ResolvedInputs } from "../inputs/resolve-scale";
import type { PriceSheet } from "../prices/price-sheet";
import { charge, tieredCharges } from "./charge";
import type { DraftLine } from "./draft";
import type { Flow } from "./flow";
import { show, showCharges, showPrice } from "./show";

/** Traffic over a zone border is billed to the sender and to the receiver. */
const DIRECTIONS = 2;
const EGRESS_TIERS = ["egress-free", "egress-first", "egress-next", "egress-over"] as const;

function crossed(flow: Flow, gb: Decimal): Decimal {
  return gb.times(flow.crossShare).times(DIRECTIONS);
}

/**
 * Producers write to the partition's leader, consumers read from it: (z − 1)/z of both crosses a zone. With rack-aware
 * fetch consumers read the replica at home; producers cannot choose.
 */
export function crossZoneLines(sheet: PriceSheet, inputs: ResolvedInputs, flow: Flow): DraftLine[] {
  const price = showPrice(sheet, "cross-az-direction");
  const share = `${inputs.zones - 1}/${inputs.zones}`;
  const readGb = flow.kafkaGb.times(inputs.consumerGroups);
  return [
    {
      id: "cross-az-produce",
      charges: [charge(sheet, "cross-az-direction", crossed(flow, flow.kafkaGb))],
      formula: "Kafka GB × (z − 1)/z × 2 directions × price",
      numbers: () => `${show(flow.kafkaGb)} × ${share} × ${DIRECTIONS} × ${price}`,
    },
    {
      id: "cross-az-consume",
      charges: inputs.rackAware ? [] : [charge(sheet, "cross-az-direction", crossed(flow, readGb))],
      formula: inputs.rackAware
        ? "0, as consumers read the replica in their own zone"
        : "Kafka GB × F × (z − 1)/z × 2 directions × price",
      numbers: () =>
        inputs.rackAware
          ? "0"
          : `${show(flow.kafkaGb)} × ${inputs.consumerGroups} × ${share} × ${DIRECTIONS} × ${price}`,
    },
  ];
}

/** Data sent to the internet, by volume tier. */
export function egressLine(sheet: PriceSheet, inputs: ResolvedInputs): DraftLine {
  const charges = tieredCharges(sheet, EGRESS_TIERS, decimal(inputs.egressGb));
  return {
    id: "egress",
    charges,
    formula: "egress GB by tier × price",
    numbers: () => showCharges(sheet, charges),
  };
}

/** Feeds that arrive through a NAT gateway pay for every raw byte: R·B·S/10⁹ GB. */
export function natLine(sheet: PriceSheet, inputs: ResolvedInputs, flow: Flow): DraftLine {
  if (!inputs.nat)
    return { id: "nat", charges: [], formula: "0, as feeds do not pass a NAT gateway", numbers: () => "0" };
  const charges = [charge(sheet, "nat-gb", flow.rawGb)];
  if (inputs.natGateways > 0)
    charges.push(charge(sheet, "nat-hour", decimal(inputs.natGateways).times(HOURS_PER_MONTH)));
  return {
    id: "nat",
    charges,
    formula: "R × B × S ÷ 10⁹ × price + gateways × H × price",
    numbers: () => showCharges(sheet, charges),
  };
}
