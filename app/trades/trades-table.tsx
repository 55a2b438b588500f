"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import type { Instrument } from "@/app/trades/instrument-picker";
import { NoTradesInRange } from "@/app/trades/no-trades-in-range";
import { SIDES, tradesParams } from "@/app/trades/params";
import { SideText } from "@/app/trades/side-text";
import { TradeFilters } from "@/app/trades/trade-filters";
import { ErrorState } from "@/app/ui/error-state";
import { ExactNumber } from "@/app/ui/exact-number";
import { Panel } from "@/app/ui/panel";
import { AbsoluteTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";
import { type Column, DataTable } from "@/app/ui/table/data-table";

type Trade = ApiOutput["trades"]["page"]["rows"][number];

const COLUMNS: readonly Column<Trade>[] = [
  {
    id: "time",
    header: "Exchange time",
    width: 220,
    cell: (row) => <AbsoluteTime micros={row.time} precision="micro" className="mono text-12" />,
  },
  { id: "side", header: "Taker", width: 90, cell: (row) => <SideText side={row.side} /> },
  { id: "price", header: "Price", align: "right", cell: (row) => <ExactNumber value={row.price} /> },
  { id: "quantity", header: "Quantity", align: "right", cell: (row) => <ExactNumber value={row.quantity} /> },
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

const rowKey = (row: Trade) => `${row.time}~${row.tradeId}`;

/** The instrument's trades in the range, page by page as one scrolls; filters in the URL. */
export function TradesTable({ instrument }: { instrument: Instrument }) {
  const trpc = useTRPC();
  const [{ range }] = useGlobalParams();
  const [{ sides, min }, setParams] = useQueryStates(tradesParams, { history: "push" });
  const live = useLivePagedOptions(2_500);
  const query = useInfiniteQuery(
    trpc.trades.page.infiniteQueryOptions(
      { instrumentId: instrument.id, range, sides, minNotional: min },
      {
        getNextPageParam: (page) => page.nextCursor,
        placeholderData: keepPreviousData,
        ...live,
      },
    ),
  );
  const { rows = [], onEnd, hasNextPage } = usePagedRows(query);
  const isFiltered = sides.length > 0 || min !== null;

  return (
    <Panel
      title="Trades"
      subtitle="The newest first; Enter opens one"
      flush
      actions={<TradeFilters sides={SIDES} />}
    >
      {query.data === undefined ? (
        query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonRows rows={12} columns={6} />
        )
      ) : rows.length === 0 && !isFiltered ? (
        <NoTradesInRange instrument={instrument} />
      ) : (
        <DataTable
          label={`Trades of ${instrument.symbol}`}
          columns={COLUMNS}
          rows={rows}
          rowKey={rowKey}
          minWidth={980}
          onOpen={(row) => void setParams({ trade: { time: row.time, tradeId: row.tradeId } })}
          onEnd={onEnd}
          footer={
            rows.length === 0
              ? "No trade in this range passes the filters."
              : `${groupThousands(rows.length)} shown${hasNextPage ? "; more as you scroll" : "; that is all of the range"}`
          }
        />
      )}
    </Panel>
  );
}
