"use client";

import { useCallback, useRef } from "react";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatTimeOfDay } from "@/app/lib/format/time";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import type { Instrument } from "@/app/trades/instrument-picker";
import { TapeLines } from "@/app/trades/tape-lines";
import type { Tape } from "@/app/trades/tape-rows";
import type { TapeStore } from "@/app/trades/tape-store";
import { useTape } from "@/app/trades/use-tape";
import { useTold } from "@/app/trades/use-told";
import { writePrice, writeText } from "@/app/trades/write-trade";
import { Badge } from "@/app/ui/badge";
import { Panel } from "@/app/ui/panel";

/** Trades as they are committed, the newest on top. */
export function TapePanel({ instrument }: { instrument: Instrument }) {
  const [{ live, tz }] = useGlobalParams();
  const { store, status } = useTape(instrument.id, live);
  return (
    <Panel
      title="Live tape"
      subtitle={`as committed · ${tz}`}
      flush
      actions={<TapeState live={live} status={status} />}
    >
      {/* What changes ten times a second is a layer of its own: the page around it is not painted again with it. */}
      <div className="flex h-full flex-col will-change-transform [contain:content]">
        <TapeHead store={store} zone={tz} />
        <TapeLines label={`Live tape of ${instrument.symbol}`} store={store} live={live} zone={tz} />
        <TapeCount store={store} />
      </div>
    </Panel>
  );
}

/** The newest trade. */
function TapeHead({ store, zone }: { store: TapeStore; zone: string }) {
  const time = useRef<HTMLSpanElement>(null);
  const price = useRef<HTMLSpanElement>(null);
  const tell = useCallback(
    ({ rows: [newest], price: column }: Tape) => {
      if (newest === undefined) return;
      writeText(time.current, formatTimeOfDay(newest.time, zone));
      writePrice(price.current, newest, column.places);
    },
    [zone],
  );
  useTold(store, tell);
  return (
    <p
      className="flex h-8 items-center justify-between border-line border-b px-4 text-12 [contain:content]"
      data-testid="tape-head"
    >
      <span ref={time} className="mono text-text-3" />
      <span ref={price} role="img" aria-label="No trade yet" className="font-semibold text-14" />
    </p>
  );
}

/** How many trades came. */
function TapeCount({ store }: { store: TapeStore }) {
  const line = useRef<HTMLParagraphElement>(null);
  const tell = useCallback(({ received, skipped }: Tape) => {
    const left = `; ${groupThousands(skipped)} more were stored, too many at once or of long ago`;
    writeText(line.current, `${groupThousands(received)} since it was opened${skipped > 0n ? left : ""}`);
  }, []);
  useTold(store, tell);
  return (
    <p
      ref={line}
      className="min-h-8 border-line border-t px-4 py-1.5 text-12 text-text-3 [contain:content]"
    />
  );
}

function TapeState({ live, status }: { live: boolean; status: "idle" | "connecting" | "pending" | "error" }) {
  if (!live) return <Badge tone="warn">Paused</Badge>;
  if (status === "pending") return <Badge tone="ok">Following</Badge>;
  return status === "error" ? <Badge tone="bad">Away</Badge> : <Badge tone="info">Connecting</Badge>;
}
