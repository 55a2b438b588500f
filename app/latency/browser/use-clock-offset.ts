"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/lib/trpc/react";

export interface ClockOffset {
  /** µs by which the server's clock is ahead of this browser's */
  offset: number;
  /** µs: half of the shortest round trip */
  uncertainty: number;
}

const ASKED = 6;

/** This browser's time in µs since the epoch, finer than a millisecond. */
export const browserMicros = () => (performance.timeOrigin + performance.now()) * 1_000;

/** How far the server's clock is ahead of the browser's, from the quickest of a few questions; undefined until then. */
export function useClockOffset(): ClockOffset | undefined {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ["clock-offset"],
    staleTime: 300_000,
    queryFn: async (): Promise<ClockOffset> => {
      let best: ClockOffset = { offset: 0, uncertainty: Number.POSITIVE_INFINITY };
      for (let i = 0; i < ASKED; i++) {
        const asked = browserMicros();
        const { serverTime } = await client.fetchQuery(trpc.latency.time.queryOptions({}, { staleTime: 0 }));
        const answered = browserMicros();
        const uncertainty = (answered - asked) / 2;
        if (uncertainty < best.uncertainty)
          best = { offset: serverTime - (asked + answered) / 2, uncertainty };
      }
      return best;
    },
  });
  return data;
}
