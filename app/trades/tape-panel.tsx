"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { memo, useRef, useSyncExternalStore } from "react";
import { fixedDecimal, groupThousands } from "@/app/lib/format/decimal";
import { formatTimeOfDay } from "@/app/lib/format/time";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import type { Instrument } from "@/app/trades/instrument-picker";
import { EMPTY_TAPE, type TapeTrade } from "@/app/trades/tape-rows";
import type { TapeStore } from "@/app/trades/tape-store";
import { useTape } from "@/app/trades/use-tape";
import { Badge } from "@/app/ui/badge";
import { Panel } from "@/app/ui/panel";

/** Characters, not drawings: a line changes its side ten times a second, and then only its text changes. */
const SIDE = {
  buy: { sign: "↑", word: "buy at", tone: "text-up" },
  sell: { sign: "↓", word: "sell at", tone: "text-down" },
  unknown: { sign: "–", word: "side unknown, at", tone: "text-text-3" },
} as const;

/** Trades as they are committed, the newest on top. */
export function TapePanel({ instrument }: { instrument: Instrument }) {
  const [{ live, tz }] = useGlobalParams();
  const { store, status } = useTape(instrument.id, live);
  return (
    <Panel
      title="Live tape"
      subtitle={`as committed · ${tz}`}
      flush
      actions={<TapeState live={live} status={status} />}
    >
      <div className="flex h-full flex-col">
        <TapeHead store={store} zone={tz} />
        <TapeRows label={`Live tape of ${instrument.symbol}`} store={store} live={live} zone={tz} />
        <TapeCount store={store} />
      </div>
    </Panel>
  );
}

/** What changes ten times a second is a layer of its own: the page around it is not painted again with it. */
const OWN_LAYER = "will-change-transform [contain:content]";

/** The newest trade, told of every event, also where rows are drawn less often. */
function TapeHead({ store, zone }: { store: TapeStore; zone: string }) {
  const { rows, pricePlaces } = useSyncExternalStore(store.onNewest, store.newest, noTape);
  const [newest] = rows;
  return (
    <p
      className={clsx("flex h-8 items-center justify-between border-line border-b px-4 text-12", OWN_LAYER)}
      data-testid="tape-head"
    >
      {newest && (
        <>
          <span className="mono text-text-3">{formatTimeOfDay(newest.time, zone)}</span>
          <span className={clsx("font-semibold text-14", SIDE[newest.side].tone)}>
            <span role="img" aria-label={SIDE[newest.side].word}>
              {SIDE[newest.side].sign}
            </span>{" "}
            {groupThousands(fixedDecimal(newest.price, pricePlaces))}
          </span>
        </>
      )}
    </p>
  );
}

/** How many trades came, told of every event. */
function TapeCount({ store }: { store: TapeStore }) {
  const { received, skipped } = useSyncExternalStore(store.onNewest, store.newest, noTape);
  return (
    <p
      className={clsx("min-h-8 border-line border-t px-4 py-1.5 text-12 text-text-3", OWN_LAYER)}
      data-testid="tape-count"
      data-stored={(skipped + BigInt(received)).toString()}
    >
      {groupThousands(received)} since it was opened
      {skipped > 0n && `; ${groupThousands(skipped)} more were stored, too many at once or of long ago`}
    </p>
  );
}

const noTape = () => EMPTY_TAPE;

const ROW_HEIGHT = 24;

interface TapeRowsProps {
  label: string;
  store: TapeStore;
  live: boolean;
  zone: string;
}

/**
 * Only the lines in sight are in the page, each a place rather than a trade: at thousands of trades a second all trades
 * are new ten times a second, and the page's nodes stay.
 */
function TapeRows({ label, store, live, zone }: TapeRowsProps) {
  const tape = useSyncExternalStore(store.onDrawn, store.drawn, noTape);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: tape.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
    initialRect: { width: 340, height: 424 },
  });
  const items = virtualizer.getVirtualItems();
  const { pricePlaces, quantityPlaces } = tape;
  return (
    <div
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={label}
      className="h-[424px] overflow-auto [contain:strict] [overflow-anchor:none] lg:h-0 lg:min-h-[424px] lg:grow"
      data-testid="tape"
      data-received={tape.received}
      data-skipped={tape.skipped.toString()}
    >
      {tape.rows.length === 0 ? (
        <p className="px-4 py-10 text-center text-13 text-text-3">
          {live
            ? "The next trade appears here as soon as it is committed."
            : "Paused. Resume to follow the tape."}
        </p>
      ) : (
        <table className="w-full table-fixed whitespace-nowrap text-12" aria-rowcount={tape.rows.length}>
          <colgroup>
            <col className="w-28" />
            <col />
            <col />
          </colgroup>
          <thead className="sr-only">
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Price and side of the taker</th>
              <th scope="col">Quantity</th>
            </tr>
          </thead>
          <tbody>
            <Spacer height={items[0]?.start ?? 0} />
            {items.map((item) => {
              const trade = tape.rows[item.index];
              return (
                trade && (
                  <TapeLine
                    key={item.key}
                    trade={trade}
                    pricePlaces={pricePlaces}
                    quantityPlaces={quantityPlaces}
                    zone={zone}
                  />
                )
              );
            })}
            <Spacer height={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} />
          </tbody>
        </table>
      )}
    </div>
  );
}

/** Stands for the lines that are out of sight. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}

interface TapeLineProps {
  trade: TapeTrade;
  /** decimals that all lines share */
  pricePlaces: number;
  quantityPlaces: number;
  zone: string;
}

const TapeLine = memo(function TapeLine({ trade, pricePlaces, quantityPlaces, zone }: TapeLineProps) {
  const { sign, word, tone } = SIDE[trade.side];
  return (
    <tr className="h-6">
      <td className="mono pl-4 text-text-3">{formatTimeOfDay(trade.time, zone)}</td>
      <td className={clsx("px-2 text-right font-medium", tone)}>
        <span role="img" aria-label={word}>
          {sign}
        </span>{" "}
        {groupThousands(fixedDecimal(trade.price, pricePlaces))}
      </td>
      <td className="pr-4 text-right text-text-1">
        {groupThousands(fixedDecimal(trade.quantity, quantityPlaces))}
      </td>
    </tr>
  );
});

function TapeState({ live, status }: { live: boolean; status: "idle" | "connecting" | "pending" | "error" }) {
  if (!live) return <Badge tone="warn">Paused</Badge>;
  if (status === "pending") return <Badge tone="ok">Following</Badge>;
  return status === "error" ? <Badge tone="bad">Away</Badge> : <Badge tone="info">Connecting</Badge>;
}
