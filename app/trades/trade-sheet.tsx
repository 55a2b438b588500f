"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { formatDuration, toIsoMicros } from "@/app/lib/format/time";
import { useTRPC } from "@/app/lib/trpc/react";
import { useHref } from "@/app/lib/url/use-global-params";
import type { Instrument } from "@/app/trades/instrument-picker";
import { type TradeKey, tradesParams } from "@/app/trades/params";
import { Fact } from "@/app/trades/trade/fact";
import { TradeFacts } from "@/app/trades/trade/trade-facts";
import { tradePath } from "@/app/trades/trade/trade-path";
import type { Trade } from "@/app/trades/trade-columns";
import { buttonClass } from "@/app/ui/button-class";
import { QueryView } from "@/app/ui/query-view";
import { AbsoluteTime } from "@/app/ui/relative-time";
import { Sheet } from "@/app/ui/sheet";
import { SkeletonRows } from "@/app/ui/skeleton";

/** The panel of the trade that the URL names. */
export function TradeSheet({
  chosen,
  instruments,
}: {
  chosen: Instrument;
  instruments: readonly Instrument[];
}) {
  const [{ trade, of }, setParams] = useQueryStates(tradesParams, { history: "push" });
  const instrument = instruments.find((one) => one.id === of) ?? chosen;
  return (
    <Sheet
      title={trade ? `Trade ${trade.tradeId}` : "Trade"}
      subtitle={`${instrument.symbol} · ${instrument.exchange} ${instrument.market}`}
      isOpen={trade !== null}
      onOpenChange={(open) => {
        if (!open) void setParams({ trade: null, of: null });
      }}
    >
      {trade && <TradeDetails instrumentId={instrument.id} trade={trade} />}
    </Sheet>
  );
}

function TradeDetails({ instrumentId, trade }: { instrumentId: number; trade: TradeKey }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.trades.one.queryOptions({ instrumentId, ...trade }));
  return (
    <QueryView query={query} loading={<SkeletonRows rows={9} columns={2} />}>
      {(found) => <Facts trade={found} />}
    </QueryView>
  );
}

function Facts({ trade }: { trade: Trade }) {
  const href = useHref();
  return (
    <>
      <dl className="text-13">
        <TradeFacts trade={trade} />
        <Fact name="Stored in the batch of" copy={toIsoMicros(trade.ingestedAt)}>
          <AbsoluteTime micros={trade.ingestedAt} precision="micro" className="mono" />
        </Fact>
        <Fact name="Exchange to ingest">
          {formatDuration(trade.ingestedAt - trade.time)}
          {trade.ingestedAt < trade.time && (
            <span className="text-text-3"> (the exchange's clock is ahead of ours)</span>
          )}
        </Fact>
        <Fact name="Topic" copy={trade.topic}>
          <span className="mono break-all">{trade.topic}</span>
        </Fact>
        <Fact name="Partition, offset, index">
          <span className="mono">
            {trade.partition} · {trade.sourceOffset.toString()} · {trade.frameIndex}
          </span>
        </Fact>
      </dl>
      <p className="px-4 py-3">
        <Link href={href(tradePath(trade.instrumentId, trade))} className={buttonClass("primary")}>
          Everything about this trade
        </Link>
      </p>
    </>
  );
}
