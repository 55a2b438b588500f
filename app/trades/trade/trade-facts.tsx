"use client";

import { toIsoMicros } from "@/app/lib/format/time";
import { SideText } from "@/app/trades/side-text";
import { Fact } from "@/app/trades/trade/fact";
import type { Trade } from "@/app/trades/trade-columns";
import { ExactNumber } from "@/app/ui/exact-number";
import { AbsoluteTime } from "@/app/ui/relative-time";

/** What the venue said: price, size, side, time, number. */
export function TradeFacts({ trade }: { trade: Trade }) {
  return (
    <>
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
      <Fact name="Trade id" copy={trade.tradeId}>
        <span className="mono break-all">{trade.tradeId}</span>
      </Fact>
      <Fact name="Number">
        {trade.sequence === null ? "the feed has none" : <ExactNumber value={trade.sequence} />}
      </Fact>
    </>
  );
}
