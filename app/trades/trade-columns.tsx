"use client";

import { commonPlaces } from "@/app/lib/format/decimal";
import { groupBy } from "@/app/lib/group-by";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { SideText } from "@/app/trades/side-text";
import { ExactNumber } from "@/app/ui/exact-number";
import { TimeInZone } from "@/app/ui/relative-time";
import type { Column } from "@/app/ui/table/data-table";

export type Trade = ApiOutput["trades"]["page"]["rows"][number];

/** What a row of several instruments says of its own. */
export interface InstrumentName {
  symbol: string;
  exchange: string;
  market: string;
}

/** Decimals that the numbers of an instrument need. */
export interface Places {
  price: number;
  quantity: number;
}

const FALLBACK: Places = { price: 2, quantity: 0 };

/** As many decimals as the loaded rows of each instrument need, so that none is rounded and all stand in line. */
export function placesOf(rows: readonly Trade[]): [instrumentId: number, Places][] {
  return [...groupBy(rows, (row) => row.instrumentId)].map(([id, own]) => [
    id,
    {
      price: commonPlaces(
        own.map((row) => row.price),
        2,
      ),
      quantity: commonPlaces(own.map((row) => row.quantity)),
    },
  ]);
}

/** The table's columns, with times in the zone; with `instruments`, for trades of several, each row names its own. */
export function tradeColumns(
  zone: string,
  places: ReadonlyMap<number, Places>,
  instruments: ReadonlyMap<number, InstrumentName> | null,
): readonly Column<Trade>[] {
  const placesFor = (row: Trade) => places.get(row.instrumentId) ?? FALLBACK;
  return [
    {
      id: "time",
      header: "Exchange time",
      width: 220,
      cell: (row) => <TimeInZone micros={row.time} zone={zone} precision="micro" className="mono text-12" />,
    },
    ...(instruments === null ? [] : [instrumentColumn(instruments)]),
    { id: "side", header: "Taker", width: 90, cell: (row) => <SideText side={row.side} /> },
    {
      id: "price",
      header: "Price",
      align: "right",
      cell: (row) => <ExactNumber value={row.price} places={placesFor(row).price} />,
    },
    {
      id: "quantity",
      header: "Quantity",
      align: "right",
      cell: (row) => <ExactNumber value={row.quantity} places={placesFor(row).quantity} />,
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

function instrumentColumn(instruments: ReadonlyMap<number, InstrumentName>): Column<Trade> {
  return {
    id: "instrument",
    header: "Instrument",
    width: 190,
    cell: (row) => {
      const one = instruments.get(row.instrumentId);
      return one === undefined ? (
        row.instrumentId
      ) : (
        <>
          <span className="font-medium">{one.symbol}</span>{" "}
          <span className="text-12 text-text-3">
            {one.exchange} {one.market}
          </span>
        </>
      );
    },
  };
}
