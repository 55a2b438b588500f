import { z } from "zod";
import { BASE_LINE_IDS, LEVER_LINE_IDS } from "@/domain/cost/estimate/lines";
import { costInputsSchema } from "@/domain/cost/inputs/cost-inputs";
import { INPUT_SPECS } from "@/domain/cost/inputs/input-specs";
import { PRESET_IDS } from "@/domain/cost/inputs/presets";
import { PRICE_IDS } from "@/domain/cost/prices/price-ids";
import { confidenceSchema } from "@/domain/cost/prices/price-sheet";
import { decimal } from "@/server/trpc/exact";

export const inputName = z.enum(INPUT_SPECS.map(({ id }) => id));
export const lineId = z.enum([...BASE_LINE_IDS, ...LEVER_LINE_IDS]);
const priceId = z.enum(PRICE_IDS);

/** USD a month, at the extremes of the prices that are uncertain. */
const range = z.object({ low: decimal, high: decimal }).nullable();

const priceUse = z.object({
  id: priceId,
  value: decimal,
  unit: z.string(),
  source: z.string(),
  asOf: z.string().nullable(),
  confidence: confidenceSchema,
  note: z.string().nullable(),
  stale: z.boolean().nullable(),
});

const charge = z.object({
  priceId,
  discountId: priceId.nullable(),
  quantity: decimal,
  unit: z.string(),
  unitPrice: decimal,
  listUsd: decimal,
  usd: decimal,
});

const line = z.object({
  id: lineId,
  title: z.string(),
  group: z.enum(["Kafka", "Network", "Compute", "Database", "Lake", "Query", "Observability"]),
  usd: decimal,
  perMillionMessages: decimal,
  /** of the total, 0 to 1 */
  share: z.number(),
  /** in symbols */
  formula: z.string(),
  /** with the numbers put in */
  numbers: z.string(),
  charges: z.array(charge),
  prices: z.array(priceUse),
  range,
});

export const costWarning = z.object({
  code: z.string(),
  severity: z.enum(["infeasible", "caution", "info"]),
  message: z.string(),
  line: lineId.nullable(),
  input: inputName.nullable(),
});

const scaleOrigin = z.enum(["given", "preset", "interpolated", "clamped", "nearest preset"]);

/** Everything an estimate holds; money as decimal strings, USD. */
export const estimateOutput = z.object({
  lines: z.array(line),
  total: decimal,
  perMillionMessages: decimal,
  /** quantities on the way, each with its unit in the name */
  intermediates: z.record(z.string(), z.union([z.number(), z.string()])),
  warnings: z.array(costWarning),
  scale: z.object({
    inputs: costInputsSchema,
    /** where the value of an input that follows the scale came from */
    origins: z.record(z.string(), scaleOrigin),
    sizedAs: z.enum(PRESET_IDS),
  }),
  range,
  priceVersion: z.string(),
  modelVersion: z.string(),
});
