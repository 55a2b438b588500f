import { currentTracing } from "@/runtime/tracing/current-tracing";

/**
 * Answers a request within a trace: within Next's own span of it, else within the caller's, which `traceparent` names. The
 * answer's `Server-Timing` names the trace, so that who sees an answer can find what it took.
 */
export async function traceRequest(request: Request, answer: () => Promise<Response>): Promise<Response> {
  const tracing = currentTracing();
  if (tracing === null) return answer();
  const { api } = tracing;
  const active = api.context.active();
  const within =
    api.trace.getSpan(active) === undefined
      ? api.propagation.extract(active, request.headers, headerGetter)
      : active;
  if (api.trace.getSpan(within)?.isRecording())
    return withTrace(tracing, await api.context.with(within, answer));
  return tracing.tracer.startActiveSpan(
    `${request.method} /api/trpc`,
    { kind: api.SpanKind.SERVER, attributes: { "http.request.method": request.method } },
    within,
    async (span) => {
      try {
        const response = await answer();
        span.setAttribute("http.response.status_code", response.status);
        return withTrace(tracing, response);
      } finally {
        span.end();
      }
    },
  );
}

const headerGetter = {
  keys: (headers: Headers) => [...headers.keys()],
  get: (headers: Headers, name: string) => headers.get(name) ?? undefined,
};

function withTrace({ api }: NonNullable<ReturnType<typeof currentTracing>>, response: Response): Response {
  const carrier: { traceparent?: string } = {};
  api.propagation.inject(api.context.active(), carrier);
  if (carrier.traceparent !== undefined)
    response.headers.append("Server-Timing", `traceparent;desc="${carrier.traceparent}"`);
  return response;
}
