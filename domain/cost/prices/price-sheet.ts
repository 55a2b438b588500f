import { z } from "zod";
import { PRICE_IDS } from "./price-ids";

const decimalText = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, "a price is a plain decimal such as 0.816, not negative");

/**
 * How far a price can be trusted. `high`: published by AWS or read from its API by a maintained tool. `medium`: a public
 * copy, undated or derived. `low`: remembered or in conflict; a lever that needs one is off by default. `given`: typed in.
 */
export const confidenceSchema = z.enum(["high", "medium", "low", "given"]);

export const priceSchema = z.object({
  /** exact, in `unit` */
  value: decimalText,
  /** e.g. `USD/h`, `USD/GB-month`; discounts are `share` of the list price */
  unit: z.string().min(1),
  /** AWS service as it appears on an invoice */
  service: z.string().min(1),
  source: z.string().min(1),
  /** when the source last said so: a year, a month or a day; null where it carries no date */
  asOf: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "a year, a month or a day: 2025, 2025-07 or 2025-07-31")
    .nullable(),
  confidence: confidenceSchema,
  note: z.string().nullable(),
  /** where sources disagree: the extremes they name */
  low: decimalText.nullable().default(null),
  high: decimalText.nullable().default(null),
  /** width of a volume tier in the unit's quantity a month; null where the tier is open or there is none */
  tierWidth: decimalText.nullable().default(null),
});

export const priceSheetSchema = z.object({
  /** date of the snapshot; goes into every permalink and export */
  version: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  region: z.string().min(1),
  currency: z.literal("USD"),
  prices: z.record(z.enum(PRICE_IDS), priceSchema),
});

export type Confidence = z.infer<typeof confidenceSchema>;
export type Price = z.infer<typeof priceSchema>;
export type PriceSheet = z.infer<typeof priceSheetSchema>;
