"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { makeQueryClient } from "@/app/lib/trpc/query-client";
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

function makeClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({ url: URL, transformer: superjson }),
        false: splitLink({
          condition: (operation) => ALONE.has(operation.path),
          true: httpLink({ url: URL, transformer: superjson }),
          false: httpBatchLink({ url: URL, transformer: superjson, maxURLLength: 6_000, maxItems: 20 }),
        }),
      }),
    ],
  });
}

/** Gives pages the API and its cache. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
