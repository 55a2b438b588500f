"use client";

import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTRPC } from "@/app/lib/trpc/react";
import { paced } from "@/app/lib/trpc/streams/shared-stream-link";
import { addToTape, EMPTY_TAPE, ROWS_AN_EVENT } from "@/app/trades/tape-rows";

/**
 * Follows an instrument's trades. A broken stream goes on by itself, right after the last event that came; so does a
 * tape that was paused: of what was stored meanwhile the newest is shown, the rest is counted.
 */
export function useTape(instrumentId: number, live: boolean) {
  const trpc = useTRPC();
  const [tape, setTape] = useState(EMPTY_TAPE);
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
      // At once, so that the pace is kept by what it costs.
      onData: (event) => {
        last.current = event.id;
        flushSync(() => setTape((before) => addToTape(before, event.data)));
      },
    },
  );
  const { status, error } = useSubscription(paced(options));
  return { tape, status, error };
}
