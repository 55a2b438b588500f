import clsx from "clsx";

/** Characters, as on the tape: many rows come at once, and a drawing in each would take longer than all their texts. */
const SIDE = {
  buy: { sign: "↑", word: "Buy", tone: "text-up" },
  sell: { sign: "↓", word: "Sell", tone: "text-down" },
  unknown: { sign: "–", word: "Unknown", tone: "text-text-3" },
} as const;

/** The taker's side: arrow, word and colour. */
export function SideText({ side }: { side: keyof typeof SIDE }) {
  const { sign, word, tone } = SIDE[side];
  return (
    <span className={clsx("inline-flex items-center gap-1 font-medium", tone)}>
      <span aria-hidden>{sign}</span>
      {word}
    </span>
  );
}
