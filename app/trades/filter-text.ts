/** What somebody typed, read: the value as it goes on, or what is wrong with it and what to do. */
export type Typed = { value: string | null } | { error: string };

const PLAIN = /^\d+(?:\.\d+)?$/;
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const MAX_WHOLE = 20;
const MAX_FRACTION = 12;
const MAX_ID = 400;

/** A price, a size or a notional: `1234.5` or `1,234.5`; nothing typed is no bound. */
export function readDecimal(text: string): Typed {
  const typed = text.trim();
  if (typed === "") return { value: null };
  const plain = GROUPED.test(typed) ? typed.replaceAll(",", "") : typed;
  if (plain.startsWith("-")) return { error: `“${typed}” is below zero. Write 0 or more.` };
  if (/^\d+,\d+$/.test(plain))
    return {
      error: `“${typed}” has a comma. Write the decimals behind a point: ${plain.replace(",", ".")}.`,
    };
  if (!PLAIN.test(plain))
    return { error: `“${typed}” is no number. Write digits only, with a point for decimals: 1234.5.` };
  const [whole = "", fraction = ""] = plain.replace(/^0+(?=\d)/, "").split(".");
  if (whole.length > MAX_WHOLE || fraction.length > MAX_FRACTION)
    return {
      error: `“${typed}” is too long. Write at most ${MAX_WHOLE} digits before the point and ${MAX_FRACTION} behind it.`,
    };
  return { value: fraction === "" ? whole : `${whole}.${fraction}` };
}

/** A venue's id of a trade, as it wrote it. */
export function readTradeId(text: string): Typed {
  const typed = text.trim();
  if (typed === "") return { value: null };
  if (typed.length > MAX_ID)
    return {
      error: `This id has ${typed.length} characters, and none is longer than ${MAX_ID}. Copy it again.`,
    };
  return { value: typed };
}

/** What is wrong with two bounds together; null where a value can lie between them. */
export function boundsError(least: string | null, most: string | null): string | null {
  if (least === null || most === null || compareDecimals(least, most) <= 0) return null;
  return `From ${least} is above to ${most}: nothing lies between. Swap them.`;
}

/** Exactly, whatever their length. */
export function compareDecimals(one: string, other: string): number {
  const [a = "", b = ""] = [one, other].map((text) => {
    const [whole = "", fraction = ""] = text.split(".");
    return whole.padStart(40, "0") + fraction.padEnd(20, "0");
  });
  return a < b ? -1 : a > b ? 1 : 0;
}
