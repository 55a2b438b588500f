import { type Decimal, decimal, moneyText, settle, sum, ZERO } from "../decimal";
import type { CostEstimate } from "../estimate/estimate-cost";
import type { LineId } from "../estimate/lines";

/** What one instrument, exchange or team used in the same window; only the proportions matter. */
export interface Usage {
  /** e.g. `binance/spot/BTCUSDT` or `binance` */
  key: string;
  messages: number;
  /** bytes produced to and read from Kafka, and held there */
  bytesIn: number;
  bytesOut: number;
  bytesRetained: number;
  /** rows written to the hot store */
  rows: number;
  /** bytes written to the lake */
  bytesStored: number;
}

type Basis = (usage: Usage) => number;

/** Kafka is shared by what burdens it, bytes and not messages: in + out + retained (FinOps Foundation, "allocation"). */
const kafkaBasis: Basis = ({ bytesIn, bytesOut, bytesRetained }) => bytesIn + bytesOut + bytesRetained;

/** Lines without an owner that could be told (queries, metrics, egress) stay unallocated rather than spread by a guess. */
const BASES: Readonly<Partial<Record<LineId, Basis>>> = {
  brokers: kafkaBasis,
  "serverless-partitions": kafkaBasis,
  "kafka-disk": ({ bytesRetained }) => bytesRetained,
  "kafka-tiered": ({ bytesRetained }) => bytesRetained,
  "express-data-in": ({ bytesIn }) => bytesIn,
  "serverless-data-in": ({ bytesIn }) => bytesIn,
  "serverless-data-out": ({ bytesOut }) => bytesOut,
  "cross-az-produce": ({ bytesIn }) => bytesIn,
  "cross-az-consume": ({ bytesOut }) => bytesOut,
  workers: ({ messages }) => messages,
  database: ({ rows }) => rows,
  "database-replication": ({ rows }) => rows,
  "object-storage": ({ bytesStored }) => bytesStored,
  "object-requests": ({ bytesStored }) => bytesStored,
  nat: ({ bytesIn }) => bytesIn,
};

export interface Allocation {
  key: string;
  /** USD a month, decimal text */
  usd: string;
  /** of the total, 0 to 1 */
  share: number;
  /** USD a million of its own messages, decimal text; null where it had none */
  perMillionMessages: string | null;
}

export interface CostAllocation {
  /** largest first */
  allocations: Allocation[];
  unallocatedUsd: string;
  /** show it: an allocation that hides its remainder is not believed */
  unallocatedShare: number;
}

/**
 * Showback: spreads an estimate over instruments or exchanges by what each line is driven by. Allocated and unallocated
 * parts add up to the total, to the last place.
 */
export function allocateCost(estimate: CostEstimate, usages: readonly Usage[]): CostAllocation {
  const total = decimal(estimate.total);
  const messages = sum(usages.map((usage) => decimal(usage.messages)));
  const parts = usages.map((usage) => ({ usage, usd: ZERO }));
  for (const line of estimate.lines) {
    const basis = BASES[line.id];
    if (!basis) continue;
    const whole = sum(usages.map((usage) => decimal(basis(usage))));
    if (whole.isZero()) continue;
    for (const part of parts) part.usd = part.usd.plus(decimal(line.usd).times(basis(part.usage)).div(whole));
  }
  const shareOf = (usd: Decimal) => (total.isZero() ? 0 : usd.div(total).toNumber());
  const settled = parts.map(({ usage, usd }) => ({ usage, usd: settle(usd) }));
  const unallocated = total.minus(sum(settled.map(({ usd }) => usd)));
  const millions = decimal(estimate.intermediates.messagesPerMonthMillions);
  return {
    allocations: settled
      .sort((a, b) => b.usd.comparedTo(a.usd))
      .map(({ usage, usd }) => ({
        key: usage.key,
        usd: moneyText(usd),
        share: shareOf(usd),
        perMillionMessages:
          usage.messages === 0 ? null : moneyText(usd.div(millions.times(usage.messages).div(messages))),
      })),
    unallocatedUsd: moneyText(unallocated),
    unallocatedShare: shareOf(unallocated),
  };
}
