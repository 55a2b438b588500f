"use client";

import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/app/lib/trpc/react";
import { whileInSight } from "@/app/lib/trpc/streams/shared-stream-link";
import { ROWS_AN_EVENT } from "@/app/trades/tape-rows";
import { TapeStore } from "@/app/trades/tape-store";

/**
 * Follows an instrument's trades. A broken stream goes on by itself, right after the last event that came; so does a
 * tape that was paused: of what was stored meanwhile the newest is shown, the rest is counted.
 */
export function useTape(instrumentId: number, live: boolean) {
  const trpc = useTRPC();
  const [store] = useState(() => new TapeStore());
  const last = useRef<string | null>(null);
  const [lastEventId, setLastEventId] = useState<string | null>(null);
  // While it is paused: another question would open the stream again.
  useEffect(() => {
    if (!live) setLastEventId(last.current);
  }, [live]);
  const options = trpc.trades.tape.subscriptionOptions(
    { instrumentId, maxRows: ROWS_AN_EVENT, ...(lastEventId === null ? {} : { lastEventId }) },
    {
      enabled: live,
      onData: (event) => {
        last.current = event.id;
        store.take(event.data);
      },
    },
  );
  const { status, error } = useSubscription(whileInSight(options));
  return { store, status, error };
}
