import { fixedDecimal, groupThousands } from "@/app/lib/format/decimal";
import type { TapeTrade } from "@/app/trades/tape-rows";

/** Characters, not drawings: a line changes its side ten times a second, and then only its text changes. */
const SIDE = {
  buy: { sign: "↑", word: "buy at", tone: "text-up" },
  sell: { sign: "↓", word: "sell at", tone: "text-down" },
  unknown: { sign: "–", word: "side unknown, at", tone: "text-text-3" },
} as const;

/** Writes the only text of an element, into the node that is there. */
export function writeText(element: Element | null | undefined, text: string): void {
  if (!element) return;
  const { firstChild } = element;
  if (firstChild === null) element.textContent = text;
  else if (firstChild.nodeValue !== text) firstChild.nodeValue = text;
}

/**
 * Writes side and price into an element whose role takes a name: what is read out has the side in words.
 * @param chars of the column: the price stands at its right
 */
export function writePrice(
  element: Element | null | undefined,
  trade: TapeTrade,
  places: number,
  chars = 0,
): void {
  if (!element) return;
  const { sign, word, tone } = SIDE[trade.side];
  const price = groupThousands(fixedDecimal(trade.price, places));
  writeText(element, `${sign} ${price.padStart(chars)}`);
  element.setAttribute("aria-label", `${word} ${price}`);
  if (element.classList.contains(tone)) return;
  element.classList.remove(...Object.values(SIDE).map((one) => one.tone));
  element.classList.add(tone);
}
