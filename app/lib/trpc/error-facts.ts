import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/root";

/** What a page may say of a failed request. */
export interface ErrorFacts {
  /** the console itself did not answer: the process, or the network */
  serverAway: boolean;
  databaseAway: boolean;
  /** it took longer than the server allows: asked again unchanged, it would again */
  timedOut: boolean;
  message: string;
  retryable: boolean;
  requestId: string | null;
  traceId: string | null;
}

function isOurs(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}

/** Reads any error of a query. */
export function errorFacts(error: unknown): ErrorFacts {
  const data = isOurs(error) ? error.data : null;
  if (!data) {
    return {
      serverAway: true,
      databaseAway: false,
      timedOut: false,
      message: "The console does not answer. It tries again by itself.",
      retryable: true,
      requestId: null,
      traceId: null,
    };
  }
  return {
    serverAway: false,
    databaseAway: data.reason === "DATABASE_AWAY",
    timedOut: data.reason === "QUERY_TIMEOUT",
    message: error instanceof Error ? error.message : "Unknown error.",
    retryable: data.retryable,
    requestId: data.requestId,
    traceId: data.traceId,
  };
}

/** Whether to ask again by oneself, before anybody is told. */
export function isRetryable(error: unknown): boolean {
  const { retryable, timedOut } = errorFacts(error);
  return retryable && !timedOut;
}
