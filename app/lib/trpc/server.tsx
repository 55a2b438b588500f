import "server-only";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache, type ReactNode } from "react";
import { makeQueryClient } from "@/app/lib/trpc/query-client";
import { createContext } from "@/server/trpc/context";
import { appRouter } from "@/server/trpc/root";

const queryClient = cache(makeQueryClient);
const context = cache(async () => createContext(await headers()));

/** Longer than this a page does not wait for its data: it comes with its shape, and the data follow. */
const PATIENCE_MS = 1_200;

/** The API for server components: the same procedures, roles and checks, without HTTP. */
export const trpc = createTRPCOptionsProxy({ ctx: context, router: appRouter, queryClient });

/**
 * Asks while the page is rendered, so that it arrives with its data. `prefetch((client) => [client.prefetchQuery(
 * trpc.ledger.summary.queryOptions({}))])`. A failure is no failure of the page: the browser asks again, and tells.
 */
export async function prefetch(
  ask: (client: ReturnType<typeof makeQueryClient>) => Promise<unknown>[],
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([Promise.allSettled(ask(queryClient())), patience]);
  clearTimeout(timer);
}

/** Hands what was prefetched to the client components below. */
export function Hydrate({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(queryClient())}>{children}</HydrationBoundary>;
}
