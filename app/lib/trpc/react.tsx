"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useEffect, useState } from "react";
import superjson from "superjson";
import { watchDrawings } from "@/app/lib/live/pace";
import { PageTraces } from "@/app/lib/traces/page-traces";
import { makeQueryClient } from "@/app/lib/trpc/query-client";
import { sharedStreamLink } from "@/app/lib/trpc/streams/shared-stream-link";
import type { TracesOffer } from "@/server/tracing/traces-offer";
import type { AppRouter } from "@/server/trpc/root";

const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** The typed API: `useQuery(useTRPC().trades.page.queryOptions({…}))`. */
export { useTRPC };

const URL = "/api/trpc";

/** Questions that may last: nothing waits for them in one request, and whoever calls one off ends it alone. */
const ALONE: ReadonlySet<string> = new Set([
  "trades.page",
  "trades.estimate",
  "trades.exportPlan",
  "trades.frame",
]);

function makeClient(traces: PageTraces | null) {
  const request = { url: URL, transformer: superjson, ...(traces === null ? {} : { fetch: traces.fetch }) };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: sharedStreamLink(() => traces?.traceparent() ?? null),
        false: splitLink({
          condition: (operation) => ALONE.has(operation.path),
          true: httpLink(request),
          false: httpBatchLink({ ...request, maxURLLength: 6_000, maxItems: 20 }),
        }),
      }),
    ],
  });
}

interface ApiProviderProps {
  /** null where the server makes no traces: then nothing here is different for them */
  traces: TracesOffer | null;
  children: ReactNode;
}

/** Gives pages the API and its cache. */
export function ApiProvider({ traces: offer, children }: ApiProviderProps) {
  const [queryClient] = useState(makeQueryClient);
  const [traces] = useState(() => (offer === null ? null : new PageTraces(offer)));
  const [client] = useState(() => makeClient(traces));
  useEffect(() => traces?.watch(), [traces]);
  useEffect(() => watchDrawings(queryClient.getQueryCache()), [queryClient]);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
