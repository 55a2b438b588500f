"use client";

import { useQuery } from "@tanstack/react-query";
import { pacedQuery } from "@/app/lib/live/pace";
import { useTRPC } from "@/app/lib/trpc/react";

/** Asked on, paused or not: the frame tells whether the console is there, and what waits for a person. */
const EVERY_MS = 3_000;

/** The state behind the frame of every page. */
export function useShellStatus() {
  const trpc = useTRPC();
  return useQuery(
    trpc.shell.status.queryOptions({}, { refetchInterval: pacedQuery(EVERY_MS), retry: false }),
  );
}
