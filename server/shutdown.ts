import { processState } from "@/server/process-state";

const state = processState("shutdown", () => new AbortController());

/** Aborts when the process was told to end: open streams listen to it and finish. */
export const shutdownSignal: AbortSignal = state.signal;

/** Ends every open stream. Idempotent. */
export function beginShutdown(): void {
  state.abort();
}
