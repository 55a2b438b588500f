"use client";

import clsx from "clsx";
import { ArrowDownNarrowWide, ArrowUpNarrowWide, CircleSlash } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { formatMicros } from "@/app/lib/format/time";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { useSteady } from "@/app/lib/use-steady";
import { ExportTrades } from "@/app/trades/export/export-trades";
import type { Instrument } from "@/app/trades/instrument-picker";
import { NoTradesInRange } from "@/app/trades/no-trades-in-range";
import { tradesParams } from "@/app/trades/params";
import { JumpToTime } from "@/app/trades/place/jump-to-time";
import { SlowNote } from "@/app/trades/slow-note";
import { TableFoot } from "@/app/trades/table-foot";
import { TableInstruments } from "@/app/trades/table-instruments";
import { type InstrumentName, placesOf, type Trade, tradeColumns } from "@/app/trades/trade-columns";
import { ActiveFilters, TradeFilters } from "@/app/trades/trade-filters";
import { useHiddenColumns } from "@/app/trades/use-hidden-columns";
import { useTrades } from "@/app/trades/use-trades";
import { Button } from "@/app/ui/button";
import { EmptyState } from "@/app/ui/empty-state";
import { ErrorState } from "@/app/ui/error-state";
import { Panel } from "@/app/ui/panel";
import { SkeletonRows } from "@/app/ui/skeleton";
import { ColumnChooser } from "@/app/ui/table/column-chooser";
import { DataTable } from "@/app/ui/table/data-table";

const rowKey = (row: Trade) => `${row.instrumentId}~${row.time}~${row.tradeId}`;

interface TradesTableProps {
  instrument: Instrument;
  instruments: readonly Instrument[];
}

/** The trades in the range, page by page as one scrolls; what narrows and orders them stands in the URL. */
export function TradesTable({ instrument, instruments }: TradesTableProps) {
  const [params, setParams] = useQueryStates(tradesParams, { history: "push" });
  const [{ tz }] = useGlobalParams();
  const trades = useTrades(instrument.id);
  const { query, rows } = trades;
  const [hidden, setHidden] = useHiddenColumns();
  const several = params.also.length > 0 || params.venues.length > 0;
  // With other columns every cell is another component: they stay while decimals and names do.
  const places = useSteady(placesOf(rows));
  const names = useSteady(
    several
      ? instruments.map(({ id, symbol, exchange, market }): [number, InstrumentName] => [
          id,
          { symbol, exchange, market },
        ])
      : [],
  );
  const columns = useMemo(
    () => tradeColumns(tz, new Map(places), names.length > 0 ? new Map(names) : null),
    [tz, places, names],
  );
  const shown = useMemo(() => columns.filter((column) => !hidden.includes(column.id)), [columns, hidden]);
  const newest = params.order === "newest";
  const isFiltered =
    params.sides.length > 0 ||
    [params.min, params.priceMin, params.priceMax, params.sizeMin, params.sizeMax, params.id].some(
      (one) => one !== null,
    );

  return (
    <Panel
      title="Trades"
      subtitle={`The ${params.order} first; Enter opens one`}
      flush
      actions={
        <div className="flex flex-wrap items-center gap-2 sm:gap-3">
          <TradeFilters />
          <Button
            size="sm"
            icon={
              newest ? (
                <ArrowDownNarrowWide aria-hidden size={14} />
              ) : (
                <ArrowUpNarrowWide aria-hidden size={14} />
              )
            }
            onPress={() => void setParams({ order: newest ? "oldest" : null })}
          >
            {newest ? "Newest first" : "Oldest first"}
          </Button>
          <JumpToTime />
          <ColumnChooser columns={columns} hidden={hidden} onChange={setHidden} />
          <ExportTrades instrumentId={instrument.id} />
        </div>
      }
    >
      <TableInstruments instruments={instruments} chosen={instrument} />
      <ActiveFilters />
      {trades.slow && (
        <div className="px-4 pb-2">
          <SlowNote onCancel={trades.cancel} />
        </div>
      )}
      {trades.cancelled ? (
        <Cancelled onRetry={() => void query.refetch()} />
      ) : query.error && (query.data === undefined || trades.stale) ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <SkeletonRows rows={12} columns={6} />
      ) : rows.length === 0 && !trades.hasPreviousPage && !isFiltered && !several ? (
        <NoTradesInRange instrument={instrument} />
      ) : (
        <div className={clsx(trades.stale && "opacity-60")} aria-busy={trades.stale}>
          <DataTable
            label={`Trades of ${several ? "several instruments" : instrument.symbol}`}
            columns={shown.length > 0 ? shown : columns}
            rows={rows}
            rowKey={rowKey}
            minWidth={several ? 1_120 : 980}
            onOpen={(row) =>
              void setParams({
                trade: { time: row.time, tradeId: row.tradeId },
                of: row.instrumentId === instrument.id ? null : row.instrumentId,
              })
            }
            onEnd={trades.onEnd}
            onStart={trades.onStart}
            place={{
              ...trades.place,
              before: newest ? "Newer" : "Older",
              after: newest ? "Older" : "Newer",
              describe: (first, last) =>
                `Trades from ${formatMicros(first.time, tz, "milli")} to ${formatMicros(last.time, tz, "milli")}`,
            }}
            footer={<TableFoot trades={trades} order={params.order} />}
          />
        </div>
      )}
    </Panel>
  );
}

function Cancelled({ onRetry }: { onRetry: () => void }) {
  return (
    <EmptyState
      icon={CircleSlash}
      title="The question was cancelled"
      actions={<Button onPress={onRetry}>Ask again</Button>}
    >
      The database works on it no more. A narrower range, fewer instruments or no filter are answered sooner.
    </EmptyState>
  );
}
