"use client";

import Link from "next/link";
import { formatRange } from "@/app/lib/url/time-range-text";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { Fact } from "@/app/trades/trade/fact";
import type { Lineage } from "@/app/trades/trade/lineage-type";
import { ExactNumber } from "@/app/ui/exact-number";
import { Panel } from "@/app/ui/panel";
import { AbsoluteTime } from "@/app/ui/relative-time";

const HALF_HOUR = 1_800_000_000;

/** The candle of the trade's minute, and the way to it in the chart. */
export function MinutePanel({ lineage: { trade, candle } }: { lineage: Lineage }) {
  const [{ tz }] = useGlobalParams();
  if (candle === null) return null;
  const around = new URLSearchParams({
    instrument: String(trade.instrumentId),
    range: formatRange({
      from: Math.max(0, candle.bucket - HALF_HOUR),
      to: candle.bucket + HALF_HOUR,
    }),
    live: "false",
    ...(tz === "UTC" ? {} : { tz }),
  });
  return (
    <Panel
      title="Its minute"
      subtitle={<AbsoluteTime micros={candle.bucket} precision="minute" />}
      actions={
        <Link href={`/trades?${around}`} className="text-13 text-accent underline underline-offset-2">
          In the chart
        </Link>
      }
      flush
    >
      <dl className="text-13">
        <Fact name="Open">
          <ExactNumber value={candle.open} />
        </Fact>
        <Fact name="High">
          <ExactNumber value={candle.high} />
        </Fact>
        <Fact name="Low">
          <ExactNumber value={candle.low} />
        </Fact>
        <Fact name="Close">
          <ExactNumber value={candle.close} />
        </Fact>
        <Fact name="Volume">
          <ExactNumber value={candle.volume} />
        </Fact>
        <Fact name="Trades">
          <ExactNumber value={candle.trades} />
        </Fact>
      </dl>
    </Panel>
  );
}
