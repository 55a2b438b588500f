import { BROKER_DISK_LIMIT_GB } from "../constants";
import { ceiling, type Decimal, decimal, max, ZERO } from "../decimal";
import type { ResolvedInputs } from "../inputs/resolve-scale";
import type { PriceId } from "../prices/price-ids";
import { expressBroker, standardBroker } from "./broker-specs";
import type { Flow } from "./flow";

/** Which demand asked for the most brokers. */
export type BrokerBound = "floor" | "ingress" | "fan-out" | "partitions" | "disk";

export interface BrokerSizing {
  kind: "standard" | "express" | "serverless";
  /** instance size; null for Serverless, which has none */
  size: string | null;
  priceId: PriceId;
  brokers: Decimal;
  bound: BrokerBound;
  /** GB of disk, replicas and free room included; billed GB for Express and Serverless */
  diskGb: Decimal;
  /** baseline network of one broker, MB/s; null for Serverless */
  nicMBps: Decimal | null;
}

/** Brokers come in threes, one a zone of the reference. */
const GROUP = 3;
/** Standard brokers send three times what they take in (AKalculator: 5 MiB/s in and 15 out per vCPU). */
const STANDARD_OUT_PER_IN = 3;
const MBPS_PER_GBPS = 125;

/** What the log holds, one copy, without free room: w·h·3,600/1,000 GB. */
function retainedGb(inputs: ResolvedInputs, flow: Flow): Decimal {
  return flow.wire.times(inputs.kafkaRetentionHours).times(3_600).div(1_000);
}

function largest(demands: readonly (readonly [BrokerBound, Decimal])[]): {
  bound: BrokerBound;
  brokers: Decimal;
} {
  let bound: BrokerBound = "floor";
  let groups = decimal(1);
  for (const [name, demand] of demands) {
    const needed = ceiling(demand.div(GROUP));
    if (needed.greaterThan(groups)) {
      bound = name;
      groups = needed;
    }
  }
  return { bound, brokers: groups.times(GROUP) };
}

/** N = max(3, 3·⌈max(k·w/L, k·w·F/(3L), P·RF/limit, disk/16 TiB)/3⌉). */
function sizeStandard(inputs: ResolvedInputs, flow: Flow): BrokerSizing {
  const spec = standardBroker(inputs.brokerFamily, inputs.brokerSize);
  const diskGb = retainedGb(inputs, flow).times(inputs.replicationFactor).div(inputs.diskUtilisation);
  const sized = largest([
    ["ingress", flow.peak.div(spec.ingressMBps)],
    ["fan-out", flow.peak.times(inputs.consumerGroups).div(STANDARD_OUT_PER_IN * spec.ingressMBps)],
    ["partitions", decimal(inputs.partitions).times(inputs.replicationFactor).div(spec.partitionLimit)],
    ["disk", diskGb.div(BROKER_DISK_LIMIT_GB)],
  ]);
  const nicMBps = decimal(spec.nicGbps).times(MBPS_PER_GBPS);
  return { kind: "standard", size: inputs.brokerSize, priceId: spec.priceId, diskGb, nicMBps, ...sized };
}

/** N = 3·⌈max(k·w/Lin, k·w·F/Lout)/3⌉; storage is billed as used, without free room. */
function sizeExpress(inputs: ResolvedInputs, flow: Flow): BrokerSizing {
  const spec = expressBroker(inputs.brokerSize);
  const sized = largest([
    ["ingress", flow.peak.div(spec.ingressMBps)],
    ["fan-out", flow.peak.times(inputs.consumerGroups).div(spec.egressMBps)],
  ]);
  const diskGb = retainedGb(inputs, flow).times(inputs.expressStorageCopies);
  const nicMBps = decimal(spec.nicGbps).times(MBPS_PER_GBPS);
  return { kind: "express", size: inputs.brokerSize, priceId: spec.priceId, diskGb, nicMBps, ...sized };
}

/** How many brokers of the chosen kind and size the stream needs, and what they must hold. */
export function sizeBrokers(inputs: ResolvedInputs, flow: Flow): BrokerSizing {
  switch (inputs.brokerKind) {
    case "standard":
      return sizeStandard(inputs, flow);
    case "express":
      return sizeExpress(inputs, flow);
    case "serverless":
      return {
        kind: "serverless",
        size: null,
        priceId: "msk-serverless-cluster",
        brokers: ZERO,
        bound: "floor",
        diskGb: retainedGb(inputs, flow),
        nicMBps: null,
      };
  }
}

/** Peak MB/s one broker writes to its disk: everything it leads and everything it follows. */
export function diskWriteMBps(inputs: ResolvedInputs, flow: Flow, sizing: BrokerSizing): Decimal {
  if (sizing.brokers.isZero()) return ZERO;
  return flow.peak.times(inputs.replicationFactor).div(sizing.brokers);
}

/** Peak MB/s on the busier side of a broker's network: in = w·RF, out = w·(F + RF − 1), spread evenly. */
export function networkMBps(inputs: ResolvedInputs, flow: Flow, sizing: BrokerSizing): Decimal {
  if (sizing.brokers.isZero()) return ZERO;
  const { replicationFactor, consumerGroups } = inputs;
  const busier = max(decimal(replicationFactor), decimal(consumerGroups + replicationFactor - 1));
  return flow.peak.times(busier).div(sizing.brokers);
}
