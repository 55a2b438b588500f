import type { DraftEstimate } from "./draft-estimate";
import { show } from "./show";
import { diskWriteMBps, networkMBps } from "./size-brokers";
import { type CostWarning, warning } from "./warning";

/** Brokers a cluster (MSK quota page, "brokers per cluster"). */
const ZOOKEEPER_BROKERS = 30;
const KRAFT_BROKERS = 60;
/** Default EBS throughput of a broker, 250 MiB/s in MB/s (aws/agent-toolkit-for-aws, size-and-choose-cluster). */
const EBS_DEFAULT_MBPS = 262.144;
/** MSK Serverless quotas a cluster: MB/s in and out, leader partitions. Remembered: check the quota page. */
const SERVERLESS = { inMBps: 200, outMBps: 400, partitions: 2_400 };

function countWarnings({ brokers }: DraftEstimate): CostWarning[] {
  const count = brokers.brokers.toNumber();
  if (count > KRAFT_BROKERS)
    return [
      warning(
        "broker-count",
        "infeasible",
        `${count} brokers exceed the ${KRAFT_BROKERS} of a KRaft cluster (${ZOOKEEPER_BROKERS} with ZooKeeper): take a larger size, compress more, or split the topics over several clusters.`,
        { line: "brokers", input: "brokerSize" },
      ),
    ];
  if (count > ZOOKEEPER_BROKERS)
    return [
      warning(
        "broker-count",
        "caution",
        `${count} brokers exceed the ${ZOOKEEPER_BROKERS} of a ZooKeeper cluster: the cluster must run KRaft (up to ${KRAFT_BROKERS}).`,
        { line: "brokers", input: "brokerSize" },
      ),
    ];
  return [];
}

function throughputWarnings(draft: DraftEstimate): CostWarning[] {
  const { brokers, flow } = draft;
  const { inputs } = draft.scale;
  const warnings: CostWarning[] = [];
  const written = diskWriteMBps(inputs, flow, brokers);
  if (brokers.kind === "standard" && written.greaterThan(EBS_DEFAULT_MBPS))
    warnings.push(
      warning(
        "ebs-throughput",
        "infeasible",
        `each broker writes ${show(written)} MB/s at peak, more than the ${EBS_DEFAULT_MBPS} MB/s (250 MiB/s) of a default volume: provision throughput, or use more and smaller brokers.`,
        { line: "kafka-disk" },
      ),
    );
  const network = networkMBps(inputs, flow, brokers);
  if (brokers.nicMBps !== null && network.greaterThan(brokers.nicMBps))
    warnings.push(
      warning(
        "nic",
        "infeasible",
        `each broker moves ${show(network)} MB/s one way at peak, more than the ${show(brokers.nicMBps)} MB/s its network sustains: use a larger size, fewer consumer groups or a lower replication factor.`,
        { line: "brokers" },
      ),
    );
  if (brokers.bound === "disk")
    warnings.push(
      warning(
        "disk-bound",
        "caution",
        `disk, not throughput, sets ${show(brokers.brokers)} brokers: ${show(brokers.diskGb)} GB at 16 TiB a broker. Shorter retention or a remote tier would free brokers.`,
        { line: "brokers", input: "kafkaRetentionHours" },
      ),
    );
  return warnings;
}

function serverlessWarnings({ flow, scale }: DraftEstimate): CostWarning[] {
  const { inputs } = scale;
  const out = flow.peak.times(inputs.consumerGroups);
  if (
    flow.peak.lessThanOrEqualTo(SERVERLESS.inMBps) &&
    out.lessThanOrEqualTo(SERVERLESS.outMBps) &&
    inputs.partitions <= SERVERLESS.partitions
  )
    return [];
  return [
    warning(
      "serverless-quota",
      "infeasible",
      `Serverless takes ${SERVERLESS.inMBps} MB/s in, ${SERVERLESS.outMBps} MB/s out and ${show(SERVERLESS.partitions)} partitions a cluster; the peak is ${show(flow.peak)} in, ${show(out)} out and ${show(inputs.partitions)} partitions: choose Standard or Express.`,
      { line: "brokers", input: "brokerKind" },
    ),
  ];
}

function redundancyWarnings({ brokers, scale }: DraftEstimate): CostWarning[] {
  const { replicationFactor, zones, rackAware } = scale.inputs;
  const warnings: CostWarning[] = [];
  if (brokers.kind === "standard" && brokers.brokers.lessThan(replicationFactor))
    warnings.push(
      warning(
        "replication-factor",
        "infeasible",
        `${replicationFactor} copies need ${replicationFactor} brokers, but the stream needs only ${show(brokers.brokers)}: lower the replication factor.`,
        { input: "replicationFactor" },
      ),
    );
  if (brokers.kind === "standard" && replicationFactor === 1)
    warnings.push(
      warning(
        "no-replica",
        "caution",
        "with one copy a lost broker loses messages: 3 copies survive a lost zone.",
        {
          input: "replicationFactor",
        },
      ),
    );
  if (zones !== 3)
    warnings.push(
      warning(
        "zones",
        "info",
        `brokers stay in threes and the database standby in another zone, as in the reference, although ${zones === 1 ? "one zone is" : `${zones} zones are`} given; only the share of Kafka traffic across zones follows.`,
        { input: "zones" },
      ),
    );
  if (rackAware && replicationFactor < zones)
    warnings.push(
      warning(
        "rack-aware",
        "caution",
        `with ${replicationFactor} copies over ${zones} zones some consumers have no replica at home, so cross-zone reads are not quite 0.`,
        { line: "cross-az-consume", input: "rackAware" },
      ),
    );
  return warnings;
}

/** What a cluster of this size and number cannot do, or can only do with care. */
export function brokerWarnings(draft: DraftEstimate): CostWarning[] {
  const kind =
    draft.brokers.kind === "serverless"
      ? serverlessWarnings(draft)
      : [...countWarnings(draft), ...throughputWarnings(draft)];
  return [...kind, ...redundancyWarnings(draft)];
}
