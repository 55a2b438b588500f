"use client";

import { formatDuration } from "@/app/lib/format/time";
import { Fact } from "@/app/trades/trade/fact";
import type { Frame } from "@/app/trades/trade/frame-panel";
import type { Trade } from "@/app/trades/trade-columns";
import { Panel } from "@/app/ui/panel";

/** How long each step took, as far as this trade's own times tell. */
export function LatencyPanel({ trade, frame }: { trade: Trade; frame: Frame | undefined }) {
  const recordTime = frame?.kind === "found" ? frame.recordTime : null;
  return (
    <Panel title="Latency" subtitle="Of this trade alone; Latency tells the market's" flush>
      <dl className="text-13">
        <Fact name="Exchange → Kafka">
          {recordTime === null ? (
            <span className="text-text-3">the record's own time tells: fetch the frame</span>
          ) : (
            <Span micros={recordTime - trade.time} />
          )}
        </Fact>
        <Fact name="Kafka → batch">
          {recordTime === null ? (
            <span className="text-text-3">fetch the frame</span>
          ) : (
            <Span micros={trade.ingestedAt - recordTime} />
          )}
        </Fact>
        <Fact name="Exchange → batch">
          <Span micros={trade.ingestedAt - trade.time} />
        </Fact>
      </dl>
    </Panel>
  );
}

/** Negative ones are shown as they are: two clocks disagree. */
function Span({ micros }: { micros: number }) {
  return (
    <>
      <span className="tabular-nums">{formatDuration(micros)}</span>
      {micros < 0 && <span className="text-text-3"> (the clock before is ahead of the one behind)</span>}
    </>
  );
}
