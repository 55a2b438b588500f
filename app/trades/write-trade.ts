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

/** Writes side and price into an element with a child for each. */
export function writePrice(element: Element | null | undefined, trade: TapeTrade, places: number): void {
  const [sign, price] = element?.children ?? [];
  if (!element || !sign) return;
  const side = SIDE[trade.side];
  if (sign.getAttribute("aria-label") !== side.word) {
    element.classList.remove(...Object.values(SIDE).map((one) => one.tone));
    element.classList.add(side.tone);
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", side.word);
    writeText(sign, side.sign);
  }
  writeText(price, ` ${groupThousands(fixedDecimal(trade.price, places))}`);
}
