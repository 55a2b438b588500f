import clsx from "clsx";
import { ArrowDown, ArrowUp, Minus } from "lucide-react";

const SIDE = {
  buy: { Icon: ArrowUp, word: "Buy", tone: "text-up" },
  sell: { Icon: ArrowDown, word: "Sell", tone: "text-down" },
  unknown: { Icon: Minus, word: "Unknown", tone: "text-text-3" },
} as const;

/** The taker's side: arrow, word and colour. */
export function SideText({ side }: { side: keyof typeof SIDE }) {
  const { Icon, word, tone } = SIDE[side];
  return (
    <span className={clsx("inline-flex items-center gap-1 font-medium", tone)}>
      <Icon aria-hidden size={12} />
      {word}
    </span>
  );
}
