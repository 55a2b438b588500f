import { type Decimal, moneyText } from "../decimal";
import { isStale } from "../prices/price-age";
import type { PriceId } from "../prices/price-ids";
import type { Confidence, PriceSheet } from "../prices/price-sheet";
import type { Charge } from "./charge";
import { type DraftLine, lineUsd } from "./draft";
import { LINES, type LineGroup, type LineId } from "./lines";
import { lineRange, type UsdRange } from "./price-range";

/** A price as a line used it. */
export interface PriceUse {
  id: PriceId;
  /** decimal text in `unit` */
  value: string;
  unit: string;
  source: string;
  asOf: string | null;
  confidence: Confidence;
  note: string | null;
  /** older than 90 days or undated; null where no date to compare with was given */
  stale: boolean | null;
}

export interface ChargeText {
  priceId: PriceId;
  discountId: PriceId | null;
  /** decimal text, in the price's unit */
  quantity: string;
  unit: string;
  unitPrice: string;
  listUsd: string;
  usd: string;
}

export interface CostLine {
  id: LineId;
  title: string;
  group: LineGroup;
  /** USD a month, decimal text */
  usd: string;
  /** USD a million messages, decimal text */
  perMillionMessages: string;
  /** of the total, 0 to 1 */
  share: number;
  /** in symbols */
  formula: string;
  /** with the numbers put in */
  numbers: string;
  charges: ChargeText[];
  prices: PriceUse[];
  /** where a price in use is uncertain */
  range: UsdRange | null;
}

function useOf(sheet: PriceSheet, id: PriceId, today: string | null): PriceUse {
  const price = sheet.prices[id];
  const { value, unit, source, asOf, confidence, note } = price;
  return {
    id,
    value,
    unit,
    source,
    asOf,
    confidence,
    note,
    stale: today === null ? null : isStale(price, today),
  };
}

function pricesOf(line: DraftLine): Set<PriceId> {
  const ids = new Set<PriceId>();
  for (const { priceId, discountId } of line.charges) {
    ids.add(priceId);
    if (discountId !== null) ids.add(discountId);
  }
  return ids;
}

function chargeText(sheet: PriceSheet, { priceId, discountId, quantity, listUsd, usd }: Charge): ChargeText {
  const { unit, value } = sheet.prices[priceId];
  return {
    priceId,
    discountId,
    quantity: quantity.toDecimalPlaces(12).toFixed(),
    unit,
    unitPrice: value,
    listUsd: moneyText(listUsd),
    usd: moneyText(usd),
  };
}

/** Writes a draft line out. */
export function writeLine(
  sheet: PriceSheet,
  line: DraftLine,
  totals: { total: Decimal; messagesMillions: Decimal },
  today: string | null,
): CostLine {
  const usd = lineUsd(line);
  return {
    id: line.id,
    ...LINES[line.id],
    usd: moneyText(usd),
    perMillionMessages: moneyText(usd.div(totals.messagesMillions)),
    share: totals.total.isZero() ? 0 : usd.div(totals.total).toNumber(),
    formula: line.formula,
    numbers: line.numbers(),
    charges: line.charges.map((charge) => chargeText(sheet, charge)),
    prices: [...pricesOf(line)].map((id) => useOf(sheet, id, today)),
    range: lineRange(sheet, line),
  };
}
