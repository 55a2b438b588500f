import type { ResolvedInputs } from "../inputs/resolve-scale";

const S = 2_628_000;
const H = 730;
const BROKERS: Readonly<Record<string, readonly [price: number, ingress: number]>> = {
  large: [0.204, 10],
  xl: [0.408, 20],
  "2xl": [0.816, 39],
  "4xl": [1.632, 78],
};
const NODES: Readonly<Record<string, number>> = { large: 0.0816, xl: 0.1632, "2xl": 0.3264, "4xl": 0.6528 };

function tiers(quantity: number, steps: readonly (readonly [width: number, price: number])[]): number {
  let left = quantity;
  let usd = 0;
  for (const [width, price] of steps) {
    const part = Math.min(left, width);
    usd += part * price;
    left -= part;
  }
  return usd;
}

/**
 * The reference calculation once more, in doubles and without a line shared with the model: an oracle for inputs nobody has
 * worked by hand. Standard m7g brokers, Instant Retrieval, no levers but rack-awareness and NAT.
 */
export function stepByStep(i: ResolvedInputs): Record<string, number> {
  const [brokerPrice = 0, ingress = 1] = BROKERS[i.brokerSize] ?? [];
  const w = (i.rate * i.bytes * i.amplification) / i.kafkaCompression / 1e6;
  const peak = w * i.peak;
  const gb = (w * S) / 1_000;
  const disk = (((w * i.kafkaRetentionHours * 3_600) / 1_000) * i.replicationFactor) / i.diskUtilisation;
  const brokers = Math.max(
    3,
    3 * Math.ceil(Math.max(peak / ingress, (peak * i.consumerGroups) / (3 * ingress)) / 3),
    3 * Math.ceil(disk / 17_592 / 3),
  );
  const cross = (i.zones - 1) / i.zones;
  const vcpu = Math.max(i.minimumVcpu, (i.rate * i.peak * i.stages) / (i.perCore * i.coreUtilisation));
  const rows = i.rate * i.rowShare;
  const day = (rows * 86_400 * i.rowBytes) / 1e9;
  const node = (day * (1 + (i.dbRetentionDays - 1) / i.dbCompression)) / i.dbFill;
  const stored = (i.rate * i.bytes) / i.storageCompression;
  const month = (stored * S) / 1e9;
  const files = Math.max(i.filesPerCommit, Math.ceil((stored * i.commitSeconds) / (i.targetFileMb * 1e6)));
  const standard = [
    [51_200, 0.023],
    [460_800, 0.022],
    [Infinity, 0.021],
  ] as const;
  const egress = [
    [100, 0],
    [10_140, 0.09],
    [40_960, 0.085],
    [Infinity, 0.07],
  ] as const;
  return {
    brokers: brokers * brokerPrice * H,
    "kafka-disk": disk * 0.1,
    "cross-az-produce": gb * cross * 0.02,
    "cross-az-consume": i.rackAware ? 0 : gb * i.consumerGroups * cross * 0.02,
    workers: i.rate < 100_000 ? vcpu * (0.04048 + 2 * 0.004445) * H : (vcpu / 2) * 0.0725 * H + 73,
    database: i.dbNodes * (NODES[i.dbSize] ?? 0) * H + i.dbNodes * node * 0.08,
    "database-replication": ((rows * i.rowBytes * S) / 1e9) * 0.02 * (i.dbNodes - 1),
    "object-storage":
      tiers(i.standardMonths * month, standard) +
      i.iaMonths * month * 0.0125 +
      i.glacierMonths * month * 0.004,
    "object-requests": (((S / i.commitSeconds) * (files + i.metadataFiles)) / 1_000) * 0.005,
    athena: i.scanTb * 5,
    observability: i.metrics * 0.3 + i.logGb * 0.5,
    egress: tiers(i.egressGb, egress),
    nat: i.nat ? ((i.rate * i.bytes * S) / 1e9) * 0.045 : 0,
  };
}
