"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useCallback, useRef, useSyncExternalStore } from "react";
import { fixedDecimal, groupThousands } from "@/app/lib/format/decimal";
import { formatTimeOfDay } from "@/app/lib/format/time";
import { charsOf, type Tape } from "@/app/trades/tape-rows";
import type { TapeStore } from "@/app/trades/tape-store";
import { useTold } from "@/app/trades/use-told";
import { writePrice, writeText } from "@/app/trades/write-trade";

const LINE_HEIGHT = 24;
/** as in `12:30:00.123` */
const TIME_CHARS = 12;
/** an arrow and a space */
const SIDE_CHARS = 2;
const GAP = "--tape-gap";

/** What is left of a line's width, to both sides of the price. */
function gapBetween(chars: number): string {
  return `max(1ch, calc((100cqw - var(--spacing) * 8 - ${chars}ch) / 2))`;
}

interface TapeLinesProps {
  label: string;
  store: TapeStore;
  live: boolean;
  zone: string;
}

/**
 * Only the lines in sight are in the page, each a place rather than a trade: at thousands of trades a second all trades
 * are new ten times a second, and the page's nodes stay.
 */
export function TapeLines({ label, store, live, zone }: TapeLinesProps) {
  const count = useSyncExternalStore(
    store.listen,
    () => store.tape().rows.length,
    () => 0,
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 2,
    initialRect: { width: 340, height: 424 },
  });
  const items = virtualizer.getVirtualItems();
  const tellSums = useCallback(({ received, skipped, price, quantity }: Tape) => {
    if (!scroller.current) return;
    const { dataset, style } = scroller.current;
    dataset.received = String(received);
    dataset.skipped = String(skipped);
    const gap = gapBetween(TIME_CHARS + SIDE_CHARS + charsOf(price) + charsOf(quantity));
    if (style.getPropertyValue(GAP) !== gap) style.setProperty(GAP, gap);
  }, []);
  useTold(store, tellSums);
  return (
    <div
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={label}
      className="h-[424px] overflow-auto @container [contain:strict] [overflow-anchor:none] lg:h-0 lg:min-h-[424px] lg:grow"
      data-testid="tape"
    >
      {count === 0 ? (
        <p className="px-4 py-10 text-center text-13 text-text-3">
          {live
            ? "The next trade appears here as soon as it is committed."
            : "Paused. Resume to follow the tape."}
        </p>
      ) : (
        <table className="mono block text-12 leading-6" aria-rowcount={count}>
          <thead className="sr-only">
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Price and side of the taker</th>
              <th scope="col">Quantity</th>
            </tr>
          </thead>
          <tbody className="block">
            <Spacer height={items[0]?.start ?? 0} />
            {items.map((item) => (
              <TapeLine key={item.key} index={item.index} store={store} zone={zone} />
            ))}
            <Spacer height={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} />
          </tbody>
        </table>
      )}
    </div>
  );
}

/** Stands for the lines that are out of sight. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden className="block" style={{ height }} /> : null;
}

interface TapeLineProps {
  /** which of the rows, from the newest on */
  index: number;
  store: TapeStore;
  zone: string;
}

/**
 * Laid out as a line of text rather than as cells of a table: all of them change ten times a second, and that takes a
 * browser half the time.
 */
const TapeLine = memo(function TapeLine({ index, store, zone }: TapeLineProps) {
  const line = useRef<HTMLTableRowElement>(null);
  const write = useCallback(
    (tape: Tape) => {
      const trade = tape.rows[index];
      if (trade === undefined) return;
      const [time, price, quantity] = line.current?.cells ?? [];
      writeText(time, formatTimeOfDay(trade.time, zone));
      writePrice(price, trade, tape.price.places, charsOf(tape.price));
      const digits = groupThousands(fixedDecimal(trade.quantity, tape.quantity.places));
      writeText(quantity, digits.padStart(charsOf(tape.quantity)));
    },
    [index, zone],
  );
  useTold(store, write);
  return (
    <tr ref={line} className="block h-6 whitespace-pre px-4 [text-rendering:optimizeSpeed]">
      <td className="inline text-text-3" />
      <td className="ml-(--tape-gap) inline font-medium" />
      <td className="ml-(--tape-gap) inline text-text-1" />
    </tr>
  );
});
