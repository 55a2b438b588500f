"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { commonPlaces, groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import type { Instrument } from "@/app/trades/instrument-picker";
import { NoTradesInRange } from "@/app/trades/no-trades-in-range";
import { SIDES, tradesParams } from "@/app/trades/params";
import { type Trade, tradeColumns } from "@/app/trades/trade-columns";
import { TradeFilters } from "@/app/trades/trade-filters";
import { ErrorState } from "@/app/ui/error-state";
import { Panel } from "@/app/ui/panel";
import { SkeletonRows } from "@/app/ui/skeleton";
import { DataTable } from "@/app/ui/table/data-table";

const NO_ROWS: Trade[] = [];

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
  const { rows = NO_ROWS, onEnd, hasNextPage } = usePagedRows(query);
  const pricePlaces = useMemo(
    () =>
      commonPlaces(
        rows.map((row) => row.price),
        2,
      ),
    [rows],
  );
  const quantityPlaces = useMemo(() => commonPlaces(rows.map((row) => row.quantity)), [rows]);
  const columns = useMemo(() => tradeColumns(pricePlaces, quantityPlaces), [pricePlaces, quantityPlaces]);
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
          columns={columns}
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
