import { defaultShouldDehydrateQuery, isServer, QueryClient } from "@tanstack/react-query";
import superjson from "superjson";
import { isRetryable } from "@/app/lib/trpc/error-facts";

const MAX_RETRIES = 2;

/** One a request on the server, one a tab in the browser. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the server has just rendered need not be asked again at once.
        staleTime: 2_000,
        // The server asks once: a page that waits for a second try is a slow page.
        retry: (failures, error) => !isServer && failures < MAX_RETRIES && isRetryable(error),
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 4_000),
        refetchOnWindowFocus: true,
        networkMode: "always",
      },
      dehydrate: {
        serializeData: superjson.serialize,
        // Answers only. A question still open would be answered to the browser before it hydrates, and its first page
        // would not be the one that the server drew.
        shouldDehydrateQuery: defaultShouldDehydrateQuery,
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}
