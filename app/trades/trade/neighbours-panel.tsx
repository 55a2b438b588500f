"use client";

import clsx from "clsx";
import { Unplug } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatDuration } from "@/app/lib/format/time";
import { useHref } from "@/app/lib/url/use-global-params";
import { SideText } from "@/app/trades/side-text";
import type { Lineage } from "@/app/trades/trade/lineage-type";
import { tradePath } from "@/app/trades/trade/trade-path";
import { type Places, placesOf, type Trade } from "@/app/trades/trade-columns";
import { ExactNumber } from "@/app/ui/exact-number";
import { Panel } from "@/app/ui/panel";
import { AbsoluteTime } from "@/app/ui/relative-time";

type Gap = NonNullable<Lineage["gapBefore"]>;

/** The trades before and after it in time, and the numbers that are missing beside its own. */
export function NeighboursPanel({ lineage }: { lineage: Lineage }) {
  const { trade, before, after, gapBefore, gapAfter, instrument } = lineage;
  const rows = [...before, trade, ...after];
  const places = placesOf(rows)[0]?.[1];
  return (
    <Panel
      title="Neighbours"
      subtitle={
        instrument.policy === "contiguous"
          ? "In time order; numbers that are missing beside it stand between"
          : "In time order; this feed's numbers cannot tell whether one is missing"
      }
      flush
    >
      <div className="overflow-x-auto">
        <table className="w-full min-w-[600px] text-13">
          <thead className="text-12 text-text-3">
            <tr>
              <th scope="col" className="px-4 py-1.5 text-left font-medium">
                Exchange time
              </th>
              <th scope="col" className="px-2 text-right font-medium">
                Apart
              </th>
              <th scope="col" className="px-2 text-left font-medium">
                Taker
              </th>
              <th scope="col" className="px-2 text-right font-medium">
                Price
              </th>
              <th scope="col" className="px-2 text-right font-medium">
                Quantity
              </th>
              <th scope="col" className="px-4 text-right font-medium">
                Number or id
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Fragment key={`${row.time}~${row.tradeId}`}>
                {row === trade && gapBefore !== null && (
                  <GapRow gap={gapBefore} instrument={trade.instrumentId} />
                )}
                <NeighbourRow row={row} trade={trade} places={places} />
                {row === trade && gapAfter !== null && (
                  <GapRow gap={gapAfter} instrument={trade.instrumentId} />
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface NeighbourRowProps {
  row: Trade;
  trade: Trade;
  places: Places | undefined;
}

function NeighbourRow({ row, trade, places }: NeighbourRowProps) {
  const href = useHref();
  const own = row === trade;
  const name = row.sequence === null ? row.tradeId : row.sequence.toString();
  return (
    <tr
      aria-current={own ? "true" : undefined}
      className={clsx("border-line border-t", own && "bg-accent-soft font-medium")}
    >
      <td className="px-4 py-1.5">
        <AbsoluteTime micros={row.time} precision="micro" className="mono text-12" />
      </td>
      <td className="px-2 text-right text-12 text-text-2">
        {own ? "this one" : formatDuration(row.time - trade.time)}
      </td>
      <td className="px-2">
        <SideText side={row.side} />
      </td>
      <td className="px-2 text-right">
        <ExactNumber value={row.price} {...(places && { places: places.price })} />
      </td>
      <td className="px-2 text-right">
        <ExactNumber value={row.quantity} {...(places && { places: places.quantity })} />
      </td>
      <td className="mono px-4 text-right text-12">
        {own ? (
          name
        ) : (
          <Link
            href={href(tradePath(row.instrumentId, row))}
            className="text-accent underline underline-offset-2"
          >
            {name}
          </Link>
        )}
      </td>
    </tr>
  );
}

function GapRow({ gap, instrument }: { gap: Gap; instrument: number }) {
  const href = useHref();
  return (
    <tr className="border-line border-t bg-warn-soft">
      <td colSpan={6} className="px-4 py-1.5">
        <Link
          href={href("/gaps", { instrument: String(instrument), states: gap.state, gap: gap.id.toString() })}
          className="inline-flex items-center gap-1.5 text-warn underline underline-offset-2"
        >
          <Unplug aria-hidden size={13} />
          {groupThousands(gap.missingCount)} missing of {groupThousands(gap.fromSequence)} to{" "}
          {groupThousands(gap.toSequence)} ({gap.cause}, {gap.state})
        </Link>
      </td>
    </tr>
  );
}
