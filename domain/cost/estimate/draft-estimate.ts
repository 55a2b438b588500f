import type { Decimal } from "../decimal";
import type { CostInputs } from "../inputs/cost-inputs";
import { type ResolvedScale, resolveScale } from "../inputs/resolve-scale";
import type { PriceSheet } from "../prices/price-sheet";
import { type DatabaseSizing, databaseLines, sizeDatabase } from "./database-lines";
import type { DraftLine } from "./draft";
import { type Flow, flowOf } from "./flow";
import { kafkaLines } from "./kafka-lines";
import { crossZoneLines, egressLine, natLine } from "./network-lines";
import {
  type ObjectStock,
  objectGbPerMonth,
  objectRequestLine,
  objectStorageLine,
  type RequestSizing,
  sizeRequests,
  steadyStock,
} from "./object-lines";
import { athenaLine, billedScanTb, observabilityLine } from "./service-lines";
import { type BrokerSizing, sizeBrokers } from "./size-brokers";
import { workerLine, workerVcpu } from "./worker-line";

/** An estimate in exact decimals, before anything is written out. */
export interface DraftEstimate {
  scale: ResolvedScale;
  flow: Flow;
  brokers: BrokerSizing;
  vcpu: Decimal;
  database: DatabaseSizing;
  objectGbPerMonth: Decimal;
  stock: ObjectStock;
  requests: RequestSizing;
  scanTb: Decimal;
  lines: readonly DraftLine[];
}

/** Runs the formulas; what a sweep, a forecast and `estimateCost` share. */
export function draftEstimate(inputs: CostInputs, sheet: PriceSheet): DraftEstimate {
  const scale = resolveScale(inputs);
  const resolved = scale.inputs;
  const flow = flowOf(resolved);
  const brokers = sizeBrokers(resolved, flow);
  const vcpu = workerVcpu(resolved);
  const database = sizeDatabase(resolved);
  const monthlyGb = objectGbPerMonth(resolved);
  const stock = steadyStock(resolved, monthlyGb);
  const requests = sizeRequests(resolved);
  const scanTb = billedScanTb(resolved);
  return {
    scale,
    flow,
    brokers,
    vcpu,
    database,
    objectGbPerMonth: monthlyGb,
    stock,
    requests,
    scanTb,
    lines: [
      ...kafkaLines(sheet, resolved, flow, brokers),
      ...crossZoneLines(sheet, resolved, flow),
      workerLine(sheet, resolved, vcpu),
      ...databaseLines(sheet, resolved, database),
      objectStorageLine(sheet, resolved, stock),
      objectRequestLine(sheet, resolved, requests),
      athenaLine(sheet, resolved, scanTb),
      observabilityLine(sheet, resolved),
      egressLine(sheet, resolved),
      natLine(sheet, resolved, flow),
    ],
  };
}
