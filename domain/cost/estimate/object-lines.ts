import { BYTES_PER_GB, SECONDS_PER_MONTH } from "../constants";
import { ceiling, type Decimal, decimal, max, sum } from "../decimal";
import type { ResolvedInputs } from "../inputs/resolve-scale";
import type { PriceSheet } from "../prices/price-sheet";
import { charge, tieredCharges } from "./charge";
import type { DraftLine } from "./draft";
import { show, showCharges, showPrice } from "./show";

const STANDARD_TIERS = ["s3-standard-first", "s3-standard-next", "s3-standard-over"] as const;
const GLACIER_PRICES = {
  instant: "s3-glacier-instant",
  flexible: "s3-glacier-flexible",
  deep: "s3-deep-archive",
} as const;
/** Shortest time an object is billed in a class, months (90 and 180 days); Instant is billed as kept, as the reference does. */
const GLACIER_LEAST_MONTHS = { instant: 0, flexible: 3, deep: 6 } as const;

/** GB held in each class at the end of a month. */
export interface ObjectStock {
  standardGb: Decimal;
  infrequentGb: Decimal;
  glacierGb: Decimal;
}

/** GB of columnar files written a month: R·B/cs·φ·S/10⁹. */
export function objectGbPerMonth(inputs: ResolvedInputs): Decimal {
  return bytesPerSecond(inputs).times(SECONDS_PER_MONTH).div(BYTES_PER_GB);
}

function bytesPerSecond(inputs: ResolvedInputs): Decimal {
  return decimal(inputs.rate).times(inputs.bytes).times(inputs.formatFactor).div(inputs.storageCompression);
}

/** Months an object is billed in Glacier: what is kept, but no less than the class bills. */
export function glacierBilledMonths(inputs: ResolvedInputs): number {
  if (inputs.glacierMonths === 0) return 0;
  return Math.max(inputs.glacierMonths, GLACIER_LEAST_MONTHS[inputs.glacierClass]);
}

/** Stock once every class is full: months kept × GB a month. */
export function steadyStock(inputs: ResolvedInputs, monthlyGb: Decimal): ObjectStock {
  return {
    standardGb: monthlyGb.times(inputs.standardMonths),
    infrequentGb: monthlyGb.times(inputs.iaMonths),
    glacierGb: monthlyGb.times(glacierBilledMonths(inputs)),
  };
}

export function objectStorageLine(sheet: PriceSheet, inputs: ResolvedInputs, stock: ObjectStock): DraftLine {
  const charges = [
    ...tieredCharges(sheet, STANDARD_TIERS, stock.standardGb),
    charge(sheet, "s3-infrequent", stock.infrequentGb),
    charge(sheet, GLACIER_PRICES[inputs.glacierClass], stock.glacierGb),
  ].filter(({ quantity }) => !quantity.isZero());
  return {
    id: "object-storage",
    charges,
    formula: "Standard GB by tier × price + IA GB × price + Glacier GB × price",
    numbers: () => showCharges(sheet, charges),
  };
}

export interface RequestSizing {
  commits: Decimal;
  /** data files a commit */
  files: Decimal;
  puts: Decimal;
}

/** PUTs = (S/i)·(max(m, ⌈R·B/cs·φ·i/(t·10⁶)⌉) + metadata files). */
export function sizeRequests(inputs: ResolvedInputs): RequestSizing {
  const commits = decimal(SECONDS_PER_MONTH).div(inputs.commitSeconds);
  const fileBytes = decimal(inputs.targetFileMb).times(1_000_000);
  const full = ceiling(bytesPerSecond(inputs).times(inputs.commitSeconds).div(fileBytes));
  const files = max(decimal(inputs.filesPerCommit), full);
  return { commits, files, puts: commits.times(files.plus(inputs.metadataFiles)) };
}

export function objectRequestLine(
  sheet: PriceSheet,
  inputs: ResolvedInputs,
  sizing: RequestSizing,
): DraftLine {
  return {
    id: "object-requests",
    charges: [charge(sheet, "s3-put", sizing.puts.div(1_000))],
    formula: "S ÷ i × (files + metadata files) ÷ 1,000 × price",
    numbers: () =>
      `${show(SECONDS_PER_MONTH)} ÷ ${show(inputs.commitSeconds)} × (${show(sizing.files)} + ${inputs.metadataFiles}) ÷ 1,000 × ${showPrice(sheet, "s3-put")}`,
  };
}

export function stockGb(stock: ObjectStock): Decimal {
  return sum([stock.standardGb, stock.infrequentGb, stock.glacierGb]);
}
