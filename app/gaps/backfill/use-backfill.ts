"use client";

import { useSubscription } from "@trpc/tanstack-react-query";
import { useState } from "react";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";

export type Backfill = ApiOutput["gaps"]["jobs"]["rows"][number];

/** Follows a backfill until its end; null while it is not known yet. */
export function useBackfill(id: string): { job: Backfill | null; error: unknown } {
  const trpc = useTRPC();
  const [latest, setLatest] = useState<Backfill | null>(null);
  const job = latest !== null && latest.id.toString() === id ? latest : null;
  const { error } = useSubscription(
    trpc.gaps.watchJob.subscriptionOptions(
      { id },
      { enabled: job?.phase !== "ended", onData: (event) => setLatest(event.data) },
    ),
  );
  return { job, error: job === null ? error : null };
}
