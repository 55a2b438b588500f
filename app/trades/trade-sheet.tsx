"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { formatDuration, toIsoMicros } from "@/app/lib/format/time";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import type { Instrument } from "@/app/trades/instrument-picker";
import { type TradeKey, tradesParams } from "@/app/trades/params";
import { SideText } from "@/app/trades/side-text";
import { CopyButton } from "@/app/ui/copy-button";
import { ExactNumber } from "@/app/ui/exact-number";
import { QueryView } from "@/app/ui/query-view";
import { AbsoluteTime } from "@/app/ui/relative-time";
import { Sheet } from "@/app/ui/sheet";
import { SkeletonRows } from "@/app/ui/skeleton";

/** The panel of the trade that the URL names. */
export function TradeSheet({ instrument }: { instrument: Instrument }) {
  const [{ trade }, setParams] = useQueryStates(tradesParams, { history: "push" });
  return (
    <Sheet
      title={trade ? `Trade ${trade.tradeId}` : "Trade"}
      subtitle={`${instrument.symbol} · ${instrument.exchange} ${instrument.market}`}
      isOpen={trade !== null}
      onOpenChange={(open) => {
        if (!open) void setParams({ trade: null });
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

function Facts({ trade }: { trade: ApiOutput["trades"]["one"] }) {
  return (
    <dl className="text-13">
      <Fact name="Price" copy={trade.price}>
        <ExactNumber value={trade.price} />
      </Fact>
      <Fact name="Quantity" copy={trade.quantity}>
        <ExactNumber value={trade.quantity} />
      </Fact>
      <Fact name="Notional, exact" copy={trade.notional}>
        <ExactNumber value={trade.notional} />
      </Fact>
      <Fact name="Taker">
        <SideText side={trade.side} />
      </Fact>
      <Fact name="Exchange time" copy={toIsoMicros(trade.time)}>
        <AbsoluteTime micros={trade.time} precision="micro" className="mono" />
      </Fact>
      <Fact name="Stored in the batch of" copy={toIsoMicros(trade.ingestedAt)}>
        <AbsoluteTime micros={trade.ingestedAt} precision="micro" className="mono" />
      </Fact>
      <Fact name="Exchange to ingest">
        {formatDuration(trade.ingestedAt - trade.time)}
        {trade.ingestedAt < trade.time && (
          <span className="text-text-3"> (the exchange's clock is ahead of ours)</span>
        )}
      </Fact>
      <Fact name="Number">
        {trade.sequence === null ? "the feed has none" : <ExactNumber value={trade.sequence} />}
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
  );
}

function Fact({ name, copy, children }: { name: string; copy?: string; children: ReactNode }) {
  return (
    <div className="grid min-h-10 grid-cols-[150px_1fr] items-center gap-2 border-line border-b px-4 py-1.5">
      <dt className="text-text-3">{name}</dt>
      <dd className="flex min-w-0 items-center justify-between gap-2">
        <span className="min-w-0">{children}</span>
        {copy !== undefined && <CopyButton value={copy} label={`Copy ${name.toLowerCase()}`} />}
      </dd>
    </div>
  );
}
