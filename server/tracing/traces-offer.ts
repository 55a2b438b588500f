import { currentTracing } from "@/runtime/tracing/current-tracing";

/** What a page must know to send `traceparent`: how many traces are kept, and which one brought it. */
export interface TracesOffer {
  /** above 0 */
  ratio: number;
  /** null where the request for the page is no part of a trace */
  traceparent: string | null;
}

/** null where traces are off, or none is kept: then a page sends nothing. */
export function tracesOffer(): TracesOffer | null {
  const tracing = currentTracing();
  if (tracing === null || tracing.ratio === 0) return null;
  const carrier: { traceparent?: string } = {};
  tracing.api.propagation.inject(tracing.api.context.active(), carrier);
  return { ratio: tracing.ratio, traceparent: carrier.traceparent ?? null };
}
