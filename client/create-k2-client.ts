import { createTRPCClient, httpBatchLink, httpSubscriptionLink, retryLink, splitLink } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import superjson from "superjson";
import { EventSource } from "undici";
import { type Attempt, retryDelayMs, shouldRetry } from "@/client/retry";
import type { AppRouter } from "@/server/trpc/root";

export interface K2ClientOptions {
  /** where the console answers, such as `http://127.0.0.1:3000` */
  url: string;
  /** tries after the first, of reads that failed for a reason that passes; 0 gives every error back at once */
  retries?: number;
  /**
   * sent with every request; a function is asked anew for each. `traceparent` puts the server's spans into the caller's
   * trace, and of a subscription it is all that is sent: an EventSource has no headers
   */
  headers?: Record<string, string> | (() => Record<string, string>);
}

/**
 * The console's whole API for programs: the procedures that its own pages call, with their types. Prices, quantities
 * and sums are exact decimals as text, counts and offsets are bigints, times are microseconds since the epoch.
 *
 * Reads are tried again where the server says that it may help (`error.data.retryable`), or does not answer; changes
 * never are. A broken subscription goes on by itself, right after the last event that came.
 * @throws {TRPCClientError} from each call: `error.data.reason` says why, `error.data.requestId` is the log's key
 */
export function createK2Client({ url, retries = 3, headers }: K2ClientOptions) {
  const api = new URL("/api/trpc", url).href;
  const headersNow = () => (typeof headers === "function" ? headers() : (headers ?? {}));
  return createTRPCClient<AppRouter>({
    links: [
      retryLink({
        retry: (attempt) => shouldRetry(factsOf(attempt), retries),
        retryDelayMs,
      }),
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({
          url: api,
          transformer: superjson,
          EventSource,
          ...(headers === undefined ? {} : { connectionParams: () => traceOf(headersNow()) }),
        }),
        false: httpBatchLink({
          url: api,
          transformer: superjson,
          headers: headersNow,
          maxURLLength: 6_000,
          maxItems: 20,
        }),
      }),
    ],
  });
}

export type K2Client = ReturnType<typeof createK2Client>;

/** What each procedure takes and gives: `K2Output["trades"]["page"]`. */
export type K2Input = inferRouterInputs<AppRouter>;
export type K2Output = inferRouterOutputs<AppRouter>;

function traceOf({ traceparent }: Record<string, string>): { traceparent: string } | null {
  return traceparent === undefined ? null : { traceparent };
}

function factsOf(attempt: {
  op: { type: Attempt["type"]; signal?: AbortSignal | null };
  error: { data?: { retryable: boolean } | null };
  attempts: number;
}): Attempt {
  return {
    type: attempt.op.type,
    // Without data it is no answer of ours: the process, or the network.
    retryable: attempt.error.data?.retryable ?? true,
    isAborted: attempt.op.signal?.aborted ?? false,
    attempts: attempt.attempts,
  };
}
