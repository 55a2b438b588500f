import type { DraftEstimate } from "./draft-estimate";
import { glacierBilledMonths, stockGb } from "./object-lines";
import { diskWriteMBps, networkMBps } from "./size-brokers";
import { type WorkerPlatform, workerPlatform } from "./worker-line";

/** Every quantity on the way to the money, with its unit in the name; doubles, because none of them is money. */
export interface Intermediates {
  messagesPerSecond: number;
  messagesPerMonthMillions: number;
  wireAverageMBps: number;
  wirePeakMBps: number;
  kafkaGBPerMonth: number;
  rawGBPerMonth: number;
  crossZoneShare: number;
  brokers: number;
  /** e.g. `m7g.2xl`, `express.m7g.2xl`, `serverless` */
  brokerSize: string;
  /** which demand set the number of brokers: floor, ingress, fan-out, partitions or disk */
  brokersBoundBy: string;
  diskGB: number;
  diskGBPerBroker: number;
  diskWriteMBpsPerBroker: number;
  networkMBpsPerBroker: number;
  workerPlatform: WorkerPlatform;
  vcpu: number;
  rowsPerSecond: number;
  databaseNodes: number;
  databaseNodeSize: string;
  databaseGBPerDay: number;
  databaseGBPerNode: number;
  objectGBPerMonth: number;
  objectStandardGB: number;
  objectInfrequentGB: number;
  objectGlacierGB: number;
  objectStockGB: number;
  glacierBilledMonths: number;
  commitsPerMonth: number;
  filesPerCommit: number;
  putsPerMonth: number;
  scanTBPerMonth: number;
  metrics: number;
  logGBPerMonth: number;
  egressGBPerMonth: number;
}

function brokerName(draft: DraftEstimate): string {
  const { kind, size } = draft.brokers;
  if (kind === "serverless") return "serverless";
  const instance = `${draft.scale.inputs.brokerFamily}.${size}`;
  return kind === "express" ? `express.${instance}` : instance;
}

/** Reads the quantities off a draft. */
export function intermediatesOf(draft: DraftEstimate): Intermediates {
  const { flow, brokers, database, stock, requests } = draft;
  const { inputs } = draft.scale;
  const count = brokers.brokers.toNumber();
  const diskGB = brokers.diskGb.toNumber();
  return {
    messagesPerSecond: inputs.rate,
    messagesPerMonthMillions: flow.messagesMillions.toNumber(),
    wireAverageMBps: flow.wire.toNumber(),
    wirePeakMBps: flow.peak.toNumber(),
    kafkaGBPerMonth: flow.kafkaGb.toNumber(),
    rawGBPerMonth: flow.rawGb.toNumber(),
    crossZoneShare: flow.crossShare.toNumber(),
    brokers: count,
    brokerSize: brokerName(draft),
    brokersBoundBy: brokers.bound,
    diskGB,
    diskGBPerBroker: count === 0 ? 0 : diskGB / count,
    diskWriteMBpsPerBroker: diskWriteMBps(inputs, flow, brokers).toNumber(),
    networkMBpsPerBroker: networkMBps(inputs, flow, brokers).toNumber(),
    workerPlatform: workerPlatform(inputs.rate),
    vcpu: draft.vcpu.toNumber(),
    rowsPerSecond: database.rowsPerSecond.toNumber(),
    databaseNodes: inputs.dbNodes,
    databaseNodeSize: `m7g.${inputs.dbSize}`,
    databaseGBPerDay: database.dayGb.toNumber(),
    databaseGBPerNode: database.nodeGb.toNumber(),
    objectGBPerMonth: draft.objectGbPerMonth.toNumber(),
    objectStandardGB: stock.standardGb.toNumber(),
    objectInfrequentGB: stock.infrequentGb.toNumber(),
    objectGlacierGB: stock.glacierGb.toNumber(),
    objectStockGB: stockGb(stock).toNumber(),
    glacierBilledMonths: glacierBilledMonths(inputs),
    commitsPerMonth: requests.commits.toNumber(),
    filesPerCommit: requests.files.toNumber(),
    putsPerMonth: requests.puts.toNumber(),
    scanTBPerMonth: draft.scanTb.toNumber(),
    metrics: inputs.metrics,
    logGBPerMonth: inputs.logGb,
    egressGBPerMonth: inputs.egressGb,
  };
}
