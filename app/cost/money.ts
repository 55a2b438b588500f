import { dollars } from "@/domain/cost/share/export-markdown";

const MINUS = "−";

function signed(text: string, sign: string): string {
  return `${sign}$${text.replace("-", "")}`;
}

/** `$47,385.71`, `−$13,140.00`: money a month, to the cent. */
export function usd(amount: string, places = 2): string {
  return signed(dollars(amount, places), isBelowZero(amount, places) ? MINUS : "");
}

/** A difference with its sign: `+$120.00`, `−$13,140.00`, `±$0.00`. */
export function usdDelta(amount: string, places = 2): string {
  const shown = dollars(amount, places);
  if (Number(shown.replaceAll(",", "")) === 0) return `±$${shown.replace("-", "")}`;
  return signed(shown, amount.startsWith("-") ? MINUS : "+");
}

/** Money for a million messages: enough places that three digits show, since it is often a fraction of a cent. */
export function usdPerMillion(amount: string): string {
  return usd(amount, placesOf(amount));
}

export function usdPerMillionDelta(amount: string): string {
  return usdDelta(amount, placesOf(amount));
}

function placesOf(amount: string): number {
  const size = Math.abs(Number(amount));
  if (size >= 100 || size === 0) return 2;
  return size >= 0.1 ? 4 : 6;
}

function isBelowZero(amount: string, places: number): boolean {
  return Number(dollars(amount, places).replaceAll(",", "")) < 0;
}

/** `41.4 %`; below a tenth it says so, rather than `0.0 %`. */
export function percent(share: number): string {
  const value = share * 100;
  if (value !== 0 && Math.abs(value) < 0.1) return `${value < 0 ? `> ${MINUS}` : "< "}0.1 %`;
  return `${value.toFixed(1).replace("-", MINUS)} %`;
}

/** A change against a base: `+12.3 %`; `new` where the base was nothing. */
export function percentDelta(ratio: number | null): string {
  if (ratio === null) return "new";
  return ratio > 0 ? `+${percent(ratio)}` : percent(ratio);
}
