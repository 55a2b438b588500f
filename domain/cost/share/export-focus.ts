import type { CostLine } from "../estimate/cost-line";
import type { CostEstimate } from "../estimate/estimate-cost";
import type { PriceSheet } from "../prices/price-sheet";
import { csv } from "./csv";

/** Columns of the FOCUS 1.3 cost and usage dataset that a modelled charge can fill (focus.finops.org/focus-specification/v1-3). */
export const FOCUS_COLUMNS = [
  "BilledCost",
  "BillingAccountId",
  "BillingAccountName",
  "BillingCurrency",
  "BillingPeriodStart",
  "BillingPeriodEnd",
  "ChargeCategory",
  "ChargeClass",
  "ChargeDescription",
  "ChargeFrequency",
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "CommitmentDiscountCategory",
  "CommitmentDiscountId",
  "CommitmentDiscountStatus",
  "CommitmentDiscountType",
  "ConsumedQuantity",
  "ConsumedUnit",
  "ContractedCost",
  "ContractedUnitPrice",
  "EffectiveCost",
  "HostProviderName",
  "InvoiceIssuerName",
  "ListCost",
  "ListUnitPrice",
  "PricingCategory",
  "PricingCurrency",
  "PricingQuantity",
  "PricingUnit",
  "RegionId",
  "RegionName",
  "ServiceCategory",
  "ServiceName",
  "ServiceProviderName",
  "ServiceSubcategory",
  "SkuId",
  "SkuPriceId",
  "Tags",
] as const;

type FocusRow = Record<(typeof FOCUS_COLUMNS)[number], string>;

/** FOCUS service category and subcategory of each AWS service in the price sheet. */
const CATEGORIES: Readonly<Record<string, readonly [category: string, subcategory: string]>> = {
  "Amazon Managed Streaming for Apache Kafka": ["Integration", "Messaging"],
  "AWS Data Transfer": ["Networking", "Network Connectivity"],
  "Amazon Virtual Private Cloud": ["Networking", "Network Routing"],
  "AWS Fargate": ["Compute", "Containers"],
  "Amazon Elastic Kubernetes Service": ["Compute", "Containers"],
  "Amazon Elastic Compute Cloud": ["Compute", "Virtual Machines"],
  "Amazon Elastic Block Store": ["Storage", "Block Storage"],
  "Amazon Simple Storage Service": ["Storage", "Object Storage"],
  "Amazon Athena": ["Analytics", "Data Processing"],
  "Amazon CloudWatch": ["Management and Governance", "Observability"],
};
const OTHER = ["Other", "Other (Other)"] as const;
const PROVIDER = "AWS";

export interface FocusOptions {
  /** month the charges are for, `YYYY-MM` */
  month: string;
  billingAccountId?: string;
  /** added to every row's tags, e.g. `{ environment: "production" }` */
  tags?: Readonly<Record<string, string>>;
}

function periodOf(month: string): { start: string; end: string } {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const at = (index: number) => new Date(Date.UTC(year, index, 1)).toISOString().replace(".000", "");
  return { start: at(number - 1), end: at(number) };
}

function pricingCategory(discountId: string | null): string {
  if (discountId === "spot-discount") return "Dynamic";
  return discountId === null ? "Standard" : "Committed";
}

function rowsOf(line: CostLine, sheet: PriceSheet, options: FocusOptions): FocusRow[] {
  const { start, end } = periodOf(options.month);
  const account = options.billingAccountId ?? "estimate";
  return line.charges.map((charge) => {
    const { service } = sheet.prices[charge.priceId];
    const [category, subcategory] = CATEGORIES[service] ?? OTHER;
    const planned = charge.discountId === "savings-plan-discount";
    const tags = { ...options.tags, "cost-line": line.id, source: "model" };
    return {
      BilledCost: charge.usd,
      BillingAccountId: account,
      BillingAccountName: account,
      BillingCurrency: sheet.currency,
      BillingPeriodStart: start,
      BillingPeriodEnd: end,
      ChargeCategory: "Usage",
      ChargeClass: "",
      ChargeDescription: `${line.title}: ${line.formula}`,
      ChargeFrequency: "Usage-Based",
      ChargePeriodStart: start,
      ChargePeriodEnd: end,
      CommitmentDiscountCategory: planned ? "Spend" : "",
      CommitmentDiscountId: planned ? "modelled-savings-plan" : "",
      CommitmentDiscountStatus: planned ? "Used" : "",
      CommitmentDiscountType: planned ? "Savings Plan" : "",
      ConsumedQuantity: charge.quantity,
      ConsumedUnit: unitOf(charge.unit),
      ContractedCost: charge.listUsd,
      ContractedUnitPrice: charge.unitPrice,
      EffectiveCost: charge.usd,
      HostProviderName: PROVIDER,
      InvoiceIssuerName: PROVIDER,
      ListCost: charge.listUsd,
      ListUnitPrice: charge.unitPrice,
      PricingCategory: pricingCategory(charge.discountId),
      PricingCurrency: sheet.currency,
      PricingQuantity: charge.quantity,
      PricingUnit: unitOf(charge.unit),
      RegionId: sheet.region,
      RegionName: sheet.region,
      ServiceCategory: category,
      ServiceName: service,
      ServiceProviderName: PROVIDER,
      ServiceSubcategory: subcategory,
      SkuId: charge.priceId,
      SkuPriceId: `${charge.priceId}@${sheet.version}`,
      Tags: JSON.stringify(tags),
    };
  });
}

/** `USD/GB-month` → `GB-month`: FOCUS names the unit, the currency has its own column. */
function unitOf(priceUnit: string): string {
  return priceUnit.replace(/^USD\//, "");
}

/**
 * The estimate as rows a FOCUS tool reads beside the real bill: one a charge, tagged with the line and as modelled, so that
 * actual and model can be joined by service and compared line by line.
 */
export function exportFocus(estimate: CostEstimate, sheet: PriceSheet, options: FocusOptions): string {
  const rows = estimate.lines.flatMap((line) => rowsOf(line, sheet, options));
  return csv([FOCUS_COLUMNS, ...rows.map((row) => FOCUS_COLUMNS.map((column) => row[column]))]);
}
