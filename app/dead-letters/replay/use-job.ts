"use client";

import { useQuery } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useState } from "react";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";

export type Job = ApiOutput["replay"]["one"];

const ENDED = new Set<Job["state"]>(["done", "cancelled", "refused"]);

/** Follows a plan or job until its end; null where there is none, or while it is not known yet. */
export function useJob(id: string | null): { job: Job | null; error: unknown } {
  const trpc = useTRPC();
  const [latest, setLatest] = useState<Job | null>(null);
  const isKnown = id !== null;
  const first = useQuery(trpc.replay.one.queryOptions({ id: id ?? "1" }, { enabled: isKnown }));
  const current = latest !== null && latest.id.toString() === id ? latest : null;
  const job = isKnown ? (current ?? first.data ?? null) : null;
  useSubscription(
    trpc.replay.watch.subscriptionOptions(
      { id: id ?? "1" },
      {
        enabled: isKnown && !(job !== null && ENDED.has(job.state)),
        onData: (event) => setLatest(event.data),
      },
    ),
  );
  return { job, error: isKnown && job === null ? first.error : null };
}
