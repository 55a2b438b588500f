"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { formatMicros } from "@/app/lib/format/time";
import { useTRPC } from "@/app/lib/trpc/react";
import { useGlobalParams, useHref } from "@/app/lib/url/use-global-params";
import { usePageVenue } from "@/app/shell/page-venue";
import type { TradeKey } from "@/app/trades/params";
import { FramePanel } from "@/app/trades/trade/frame-panel";
import { LatencyPanel } from "@/app/trades/trade/latency-panel";
import type { Lineage } from "@/app/trades/trade/lineage-type";
import { MinutePanel } from "@/app/trades/trade/minute-panel";
import { NeighboursPanel } from "@/app/trades/trade/neighbours-panel";
import { OriginPanel } from "@/app/trades/trade/origin-panel";
import { TradeFacts } from "@/app/trades/trade/trade-facts";
import { CopyButton } from "@/app/ui/copy-button";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { Skeleton } from "@/app/ui/skeleton";

export type TradeQuestion = TradeKey & { instrumentId: number };

/** One trade: what the venue said, the record that it came in, how long each step took, and what lies around it. */
export function TradeView({ question }: { question: TradeQuestion }) {
  const trpc = useTRPC();
  const query = useQuery(
    // What is stored of a trade does not change; what lies around it hardly does.
    trpc.trades.lineage.queryOptions(question, { staleTime: 60_000 }),
  );
  usePageVenue(query.data?.instrument.exchange ?? null);
  return (
    <>
      <TradeHeader question={question} instrument={query.data?.instrument} />
      <QueryView query={query} loading={<Skeleton className="h-[520px] w-full" />}>
        {(lineage) => <Whole question={question} lineage={lineage} />}
      </QueryView>
    </>
  );
}

function Whole({ question, lineage }: { question: TradeQuestion; lineage: Lineage }) {
  const trpc = useTRPC();
  const [wanted, setWanted] = useState(false);
  const frame = useQuery(
    trpc.trades.frame.queryOptions(question, {
      enabled: wanted,
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      trpc: { abortOnUnmount: true },
    }),
  );
  const ask = () => {
    if (wanted) void frame.refetch();
    else setWanted(true);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_400px]">
      <div className="flex min-w-0 flex-col gap-4">
        <FramePanel query={frame} onAsk={ask} />
        <NeighboursPanel lineage={lineage} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Panel title="Trade" subtitle="As the venue told it" flush>
          <dl className="text-13">
            <TradeFacts trade={lineage.trade} />
          </dl>
        </Panel>
        <OriginPanel lineage={lineage} />
        <LatencyPanel trade={lineage.trade} frame={frame.data} />
        <MinutePanel lineage={lineage} />
      </div>
    </div>
  );
}

interface TradeHeaderProps {
  question: TradeQuestion;
  /** undefined until the answer is there, or where there is none */
  instrument: Lineage["instrument"] | undefined;
}

/** What the address alone tells stands there at once, and where the trade is not found too. */
function TradeHeader({ question, instrument }: TradeHeaderProps) {
  const href = useHref();
  const [{ tz }] = useGlobalParams();
  const chart: Record<string, string> =
    instrument === undefined ? {} : { instrument: String(question.instrumentId) };
  return (
    <header className="flex flex-col gap-1">
      <Link
        href={href("/trades", chart)}
        className="inline-flex min-h-6 items-center gap-1 self-start text-12 text-text-3 hover:text-text-1"
      >
        <ArrowLeft aria-hidden size={13} />{" "}
        {instrument === undefined ? "Trades" : `Trades of ${instrument.symbol}`}
      </Link>
      <h1 className="flex flex-wrap items-center gap-2 font-semibold text-20">
        <span className="min-w-0 break-all">Trade {question.tradeId}</span>
        <CopyButton value={question.tradeId} label="Copy the trade's id" />
      </h1>
      <p className="text-13 text-text-3">
        {instrument !== undefined && `${instrument.symbol} · ${instrument.exchange} ${instrument.market} · `}
        <span className="mono">{formatMicros(question.time, tz)}</span> {tz}
      </p>
    </header>
  );
}
