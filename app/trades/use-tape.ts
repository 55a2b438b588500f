"use client";

import { useSubscription } from "@trpc/tanstack-react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import { useTRPC } from "@/app/lib/trpc/react";
import { paced } from "@/app/lib/trpc/streams/shared-stream-link";
import { addToTape, EMPTY_TAPE, ROWS_AN_EVENT } from "@/app/trades/tape-rows";

/** Follows an instrument's trades. A broken stream goes on by itself, right after the last event that came. */
export function useTape(instrumentId: number, live: boolean) {
  const trpc = useTRPC();
  const [tape, setTape] = useState(EMPTY_TAPE);
  const options = trpc.trades.tape.subscriptionOptions(
    { instrumentId, maxRows: ROWS_AN_EVENT },
    {
      enabled: live,
      // At once, so that the pace is kept by what it costs.
      onData: (event) => flushSync(() => setTape((before) => addToTape(before, event.data))),
    },
  );
  const { status, error } = useSubscription(paced(options));
  return { tape, status, error };
}
