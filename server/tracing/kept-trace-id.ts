import { currentTracing } from "@/runtime/tracing/current-tracing";

/** The trace that this is a part of, for people to look up; null where there is none, or the sampler lets it go. */
export function keptTraceId(): string | null {
  const tracing = currentTracing();
  if (tracing === null) return null;
  const { api } = tracing;
  const context = api.trace.getSpanContext(api.context.active());
  return context !== undefined && (context.traceFlags & api.TraceFlags.SAMPLED) !== 0
    ? context.traceId
    : null;
}
