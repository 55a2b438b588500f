"use client";

import type { ApiOutput } from "@/app/lib/trpc/types";
import { SideText } from "@/app/trades/side-text";
import { ExactNumber } from "@/app/ui/exact-number";
import { AbsoluteTime } from "@/app/ui/relative-time";
import type { Column } from "@/app/ui/table/data-table";

export type Trade = ApiOutput["trades"]["page"]["rows"][number];

/** The table's columns, with as many decimals as the loaded rows need. */
export function tradeColumns(pricePlaces: number, quantityPlaces: number): readonly Column<Trade>[] {
  return [
    {
      id: "time",
      header: "Exchange time",
      width: 220,
      cell: (row) => <AbsoluteTime micros={row.time} precision="micro" className="mono text-12" />,
    },
    { id: "side", header: "Taker", width: 90, cell: (row) => <SideText side={row.side} /> },
    {
      id: "price",
      header: "Price",
      align: "right",
      cell: (row) => <ExactNumber value={row.price} places={pricePlaces} />,
    },
    {
      id: "quantity",
      header: "Quantity",
      align: "right",
      cell: (row) => <ExactNumber value={row.quantity} places={quantityPlaces} />,
    },
    {
      id: "notional",
      header: "Notional",
      align: "right",
      cell: (row) => <ExactNumber value={row.notional} places={2} />,
    },
    {
      id: "id",
      header: "Trade id",
      align: "right",
      cell: (row) => <span className="mono text-12 text-text-2">{row.tradeId}</span>,
    },
    {
      id: "origin",
      header: "Partition · offset",
      width: 170,
      align: "right",
      cell: (row) => (
        <span className="mono text-12 text-text-3" title={row.topic}>
          {row.partition} · {row.sourceOffset.toString()}
        </span>
      ),
    },
  ];
}
