"use client";

import clsx from "clsx";
import { ArrowDown, ArrowUp, Minus } from "lucide-react";
import { commonPlaces, fixedDecimal, groupThousands } from "@/app/lib/format/decimal";
import { formatTimeOfDay } from "@/app/lib/format/time";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import type { Instrument } from "@/app/trades/instrument-picker";
import type { TapeTrade } from "@/app/trades/tape-rows";
import { useTape } from "@/app/trades/use-tape";
import { Badge } from "@/app/ui/badge";
import { Panel } from "@/app/ui/panel";

const SIDE = {
  buy: { Icon: ArrowUp, word: "buy", tone: "text-up" },
  sell: { Icon: ArrowDown, word: "sell", tone: "text-down" },
  unknown: { Icon: Minus, word: "side unknown", tone: "text-text-3" },
} as const;

/** Trades as they are committed, the newest on top. */
export function TapePanel({ instrument }: { instrument: Instrument }) {
  const [{ live, tz }] = useGlobalParams();
  const { tape, status } = useTape(instrument.id, live);
  const places = {
    price: commonPlaces(
      tape.rows.map((row) => row.price),
      2,
    ),
    quantity: commonPlaces(tape.rows.map((row) => row.quantity)),
  };
  return (
    <Panel
      title="Live tape"
      subtitle={`as committed · ${tz}`}
      flush
      actions={<TapeState live={live} status={status} />}
    >
      <div className="flex h-full flex-col">
        <div
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          role="log"
          aria-live="off"
          aria-label={`Live tape of ${instrument.symbol}`}
          className="h-[424px] overflow-auto"
          data-testid="tape"
          data-received={tape.received}
        >
          {tape.rows.length === 0 ? (
            <p className="px-4 py-10 text-center text-13 text-text-3">
              {live
                ? "The next trade appears here as soon as it is committed."
                : "Paused. Resume to follow the tape."}
            </p>
          ) : (
            <table className="w-full text-12">
              <thead className="sr-only">
                <tr>
                  <th scope="col">Time</th>
                  <th scope="col">Price and side of the taker</th>
                  <th scope="col">Quantity</th>
                </tr>
              </thead>
              <tbody>
                {tape.rows.map((trade) => (
                  <TapeLine key={trade.key} trade={trade} places={places} zone={tz} />
                ))}
              </tbody>
            </table>
          )}
        </div>
        <p className="min-h-8 border-line border-t px-4 py-1.5 text-12 text-text-3">
          {groupThousands(tape.received)} since it was opened
          {tape.skipped > 0n &&
            `; ${groupThousands(tape.skipped)} more were stored, too many at once or of long ago`}
        </p>
      </div>
    </Panel>
  );
}

interface TapeLineProps {
  trade: TapeTrade;
  /** decimals that all lines share */
  places: { price: number; quantity: number };
  zone: string;
}

function TapeLine({ trade, places, zone }: TapeLineProps) {
  const { Icon, word, tone } = SIDE[trade.side];
  return (
    <tr className="h-6">
      <td className="mono pl-4 text-text-3">{formatTimeOfDay(trade.time, zone)}</td>
      <td className={clsx("px-2 text-right font-medium", tone)}>
        <Icon aria-hidden size={11} className="mr-0.5 inline-block" />
        <span className="sr-only">{word} at </span>
        {groupThousands(fixedDecimal(trade.price, places.price))}
      </td>
      <td className="pr-4 text-right text-text-1">
        {groupThousands(fixedDecimal(trade.quantity, places.quantity))}
      </td>
    </tr>
  );
}

function TapeState({ live, status }: { live: boolean; status: "idle" | "connecting" | "pending" | "error" }) {
  if (!live) return <Badge tone="warn">Paused</Badge>;
  if (status === "pending") return <Badge tone="ok">Following</Badge>;
  return status === "error" ? <Badge tone="bad">Away</Badge> : <Badge tone="info">Connecting</Badge>;
}
