"use client";

import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { ownHub, sharedHub } from "@/app/lib/trpc/streams/hub-port";
import type { StreamFailure, StreamResult } from "@/app/lib/trpc/streams/messages";
import { StreamLine } from "@/app/lib/trpc/streams/stream-line";
import { whenInSight } from "@/app/lib/trpc/streams/when-in-sight";
import type { AppRouter } from "@/server/trpc/root";

const IN_SIGHT = { inSight: true };

/** Subscription options, changed so that events come while the page is in sight; what comes meanwhile comes as one. */
export function whileInSight<Inner extends object, Ended, Options>(
  options: Options & { subscribe: (inner: Inner) => Ended },
) {
  return { ...options, subscribe: (inner: Inner) => options.subscribe({ ...inner, context: IN_SIGHT }) };
}

/**
 * Subscriptions over the streams that all tabs of a browser share.
 * @param traceparent of the trace that what is asked now belongs to; null: of none
 */
export function sharedStreamLink(traceparent: () => string | null): TRPCLink<AppRouter> {
  return () => {
    let line: StreamLine | undefined;
    return ({ op }) =>
      observable((observer) => {
        line ??= openLine();
        const inSight = op.context.inSight === true;
        const question = { path: op.path, input: op.input, traceparent: traceparent() };
        return line.subscribe(question, {
          onResult: (result) => observer.next({ result: revived(result) }),
          onFailed: (failure) => observer.error(errorOf(failure)),
          onCompleted: () => observer.complete(),
          whenTaken: inSight ? whenInSight : (done) => done(),
        });
      });
  };
}

function openLine(): StreamLine {
  const line: StreamLine = new StreamLine(sharedHub(() => line.moveTo(ownHub())));
  addEventListener("pagehide", () => line.leave());
  addEventListener("pageshow", (event) => {
    if (event.persisted) line.reopen();
  });
  return line;
}

function revived(result: StreamResult) {
  if (result.type !== "state") return result;
  const { type, state, error } = result;
  // A state is one of these three; the types that tRPC gives each are all its own.
  if (state === "connecting") return { type, state, error: error === null ? null : errorOf(error) } as const;
  return state === "idle" ? ({ type, state, error: null } as const) : ({ type, state, error: null } as const);
}

function errorOf({ message, shape }: StreamFailure): TRPCClientError<AppRouter> {
  return shape === null
    ? new TRPCClientError(message)
    : TRPCClientError.from({ error: shape } as Parameters<typeof TRPCClientError.from>[0]);
}
