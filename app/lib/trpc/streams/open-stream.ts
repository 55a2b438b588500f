import { httpSubscriptionLink, TRPCClientError } from "@trpc/client";
import superjson from "superjson";
import type { StreamFailure, StreamResult } from "@/app/lib/trpc/streams/messages";
import type { OpenStream } from "@/app/lib/trpc/streams/stream-hub";
import type { AppRouter } from "@/server/trpc/root";

let operations = 0;

/** The streams of the API where this page or worker comes from; a broken one goes on right after the last event. */
export const openHttpStream: OpenStream = ({ path, input, traceparent }, listener) => {
  const op = { id: ++operations, type: "subscription" as const, path, input, context: {}, signal: null };
  const next = () => {
    throw new Error("this link is the last");
  };
  const subscription = linkFor(traceparent)({ op, next }).subscribe({
    next: ({ result }) => {
      const plain = plainResult(result);
      if (plain !== null) listener.onResult(plain);
    },
    error: (error) => listener.onFailed(failureOf(error)),
    complete: () => listener.onCompleted(),
  });
  return () => subscription.unsubscribe();
};

function linkFor(traceparent: string | null) {
  const request = { url: new URL("/api/trpc", location.origin).href, transformer: superjson };
  if (traceparent === null) return httpSubscriptionLink<AppRouter, typeof EventSource>(request)({});
  // An EventSource has no headers. What it asks when it connects again belongs to nobody's click.
  let isFirst = true;
  const connectionParams = (): Record<string, string> => {
    const params: Record<string, string> = isFirst ? { traceparent } : {};
    isFirst = false;
    return params;
  };
  return httpSubscriptionLink<AppRouter, typeof EventSource>({ ...request, connectionParams })({});
}

/** Without what cannot pass between threads. */
function plainResult(result: {
  type?: string;
  state?: unknown;
  error?: unknown;
  data?: unknown;
}): StreamResult | null {
  switch (result.type) {
    case "state": {
      const { state } = result;
      if (state !== "idle" && state !== "connecting" && state !== "pending") return null;
      return { type: "state", state, error: result.error == null ? null : failureOf(result.error) };
    }
    case "started":
    case "stopped":
      return { type: result.type };
    default:
      return { type: "data", data: result.data };
  }
}

function failureOf(error: unknown): StreamFailure {
  return {
    message: error instanceof Error ? error.message : "The stream broke.",
    shape: error instanceof TRPCClientError ? (error.shape ?? null) : null,
  };
}
