"use client";

import { useQuery } from "@tanstack/react-query";
import { CandlestickChart } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { FreezeButton } from "@/app/shell/freeze-button";
import { usePagePins } from "@/app/shell/page-pins";
import { usePageVenue } from "@/app/shell/page-venue";
import { ViewsMenu } from "@/app/shell/views/views-menu";
import { CandlePanel } from "@/app/trades/candle-panel";
import { InstrumentPicker } from "@/app/trades/instrument-picker";
import { tradesParams } from "@/app/trades/params";
import { TapePanel } from "@/app/trades/tape-panel";
import { TradeSheet } from "@/app/trades/trade-sheet";
import { TradesTable } from "@/app/trades/trades-table";
import { Command, EmptyState } from "@/app/ui/empty-state";
import { PageHeader } from "@/app/ui/page-header";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { Skeleton } from "@/app/ui/skeleton";

const NOTHING = {};

/** What happened in this market? */
export function TradesView() {
  const trpc = useTRPC();
  const [{ instrument }, setParams] = useQueryStates(tradesParams, { history: "push" });
  const query = useQuery(trpc.instruments.list.queryOptions({}, useLiveOptions(10_000)));
  const chosen = query.data?.find((one) => one.id === instrument) ?? query.data?.[0];
  // Without a choice it is the one that traded last: a link that is kept must not change with that.
  const chosenId = chosen?.id;
  const pinned = useMemo(
    () => (chosenId === undefined ? NOTHING : { instrument: String(chosenId) }),
    [chosenId],
  );
  usePagePins(pinned);
  usePageVenue(chosen?.exchange ?? null);
  return (
    <>
      <PageHeader
        title="Trades"
        question="What happened in this market?"
        actions={
          <div className="flex flex-wrap gap-2">
            <FreezeButton />
            <ViewsMenu pinned={pinned} />
          </div>
        }
      />
      <QueryView query={query} loading={<Skeleton className="h-[460px] w-full" />}>
        {(instruments) => {
          if (chosen === undefined) return <NoInstrument />;
          const choose = (id: number) => void setParams({ instrument: id, trade: null, of: null });
          return (
            <>
              <InstrumentPicker instruments={instruments} chosen={chosen} onChoose={choose} />
              <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
                <CandlePanel key={chosen.id} instrument={chosen} />
                <TapePanel key={`tape ${chosen.id}`} instrument={chosen} />
              </div>
              <TradesTable key={`table ${chosen.id}`} instrument={chosen} instruments={instruments} />
              <TradeSheet chosen={chosen} instruments={instruments} />
            </>
          );
        }}
      </QueryView>
    </>
  );
}

function NoInstrument() {
  return (
    <Panel>
      <EmptyState icon={CandlestickChart} title="No instrument has traded yet">
        Candles, a live tape and the table of trades appear here with the first trade. Start a market on this
        machine with <Command>npm run demo</Command>, or publish a capture with{" "}
        <Command>npm run publish -- --file trades.ndjson.gz --topic market.crypto.trades.binance.raw</Command>
        .
      </EmptyState>
    </Panel>
  );
}
