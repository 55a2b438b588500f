"use client";

import { useSubscription } from "@trpc/tanstack-react-query";
import { useState } from "react";
import { useTRPC } from "@/app/lib/trpc/react";
import { addToTape, EMPTY_TAPE, KEPT } from "@/app/trades/tape-rows";

/** Follows an instrument's trades. A broken stream goes on by itself, right after the last event that came. */
export function useTape(instrumentId: number, live: boolean) {
  const trpc = useTRPC();
  const [tape, setTape] = useState(EMPTY_TAPE);
  const { status, error } = useSubscription(
    trpc.trades.tape.subscriptionOptions(
      { instrumentId, maxRows: KEPT },
      { enabled: live, onData: (event) => setTape((before) => addToTape(before, event.data)) },
    ),
  );
  return { tape, status, error };
}
