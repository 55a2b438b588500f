import { z } from "zod";
import { currentTracing } from "@/runtime/tracing/current-tracing";

/**
 * Answers a request within a trace: within Next's own span of it, which follows the caller's `traceparent`, else within the
 * caller's. The answer's `Server-Timing` names the trace, so that who sees an answer can find what it took.
 */
export async function traceRequest(request: Request, answer: () => Promise<Response>): Promise<Response> {
  const tracing = currentTracing();
  if (tracing === null) return answer();
  const { api } = tracing;
  const active = api.context.active();
  const next = api.trace.getSpan(active);
  const asked = fromAddress(request);
  const within =
    asked !== null
      ? api.propagation.extract(api.ROOT_CONTEXT, asked)
      : next === undefined
        ? api.propagation.extract(active, request.headers, headerGetter)
        : active;
  if (api.trace.getSpan(within)?.isRecording())
    return withTrace(tracing, await api.context.with(within, answer));
  return tracing.tracer.startActiveSpan(
    `${request.method} /api/trpc`,
    {
      kind: api.SpanKind.SERVER,
      attributes: { "http.request.method": request.method },
      ...(asked !== null && next !== undefined ? { links: [{ context: next.spanContext() }] } : {}),
    },
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

/**
 * An EventSource has no headers: tRPC puts into the address of a stream what it would say in them. Whether the header is there says
 * nothing: Next puts its own span's in.
 */
function fromAddress(request: Request): { traceparent: string } | null {
  try {
    const given = new URL(request.url).searchParams.get("connectionParams");
    return given === null ? null : connectionParams.parse(JSON.parse(given));
  } catch {
    return null;
  }
}

const connectionParams = z.object({
  traceparent: z.string().regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/),
});

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
