"use client";

import { useSubscription } from "@trpc/tanstack-react-query";
import { useMemo, useRef, useState } from "react";
import { browserMicros, type ClockOffset } from "@/app/latency/browser/use-clock-offset";
import { useTRPC } from "@/app/lib/trpc/react";
import { bucketOfSlot, slotOf } from "@/domain/latency/buckets";
import { histogramOf, type LatencyHistogram } from "@/domain/latency/histogram";

/** How long trades of an instrument take from being stored to this browser, since the page was opened. */
export function useBrowserDelays(
  instrumentId: number,
  clock: ClockOffset | undefined,
  live: boolean,
): LatencyHistogram {
  const trpc = useTRPC();
  const [counts, setCounts] = useState<ReadonlyMap<number, number>>(() => new Map());
  // What the stream opens with was stored before it was asked for.
  const opened = useRef(false);
  useSubscription(
    trpc.trades.tape.subscriptionOptions(
      { instrumentId },
      {
        enabled: live && clock !== undefined,
        onStarted: () => {
          opened.current = false;
        },
        onData: ({ data }) => {
          const now = browserMicros() + (clock?.offset ?? 0);
          if (!opened.current) {
            opened.current = true;
            return;
          }
          setCounts((before) => {
            const after = new Map(before);
            for (const { ingestedAt } of data.trades) {
              const bucket = bucketOfSlot(slotOf(now - ingestedAt));
              after.set(bucket, (after.get(bucket) ?? 0) + 1);
            }
            return after;
          });
        },
      },
    ),
  );
  return useMemo(() => histogramOf([...counts].map(([bucket, count]) => ({ bucket, count }))), [counts]);
}
