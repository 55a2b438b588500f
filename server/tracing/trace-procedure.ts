import { currentTracing } from "@/runtime/tracing/current-tracing";
import { serviceErrorOf } from "@/server/service-error-of";

interface Outcome {
  ok: boolean;
  error?: { code: string; cause?: unknown };
}

/** A procedure's call as a span named by its path; a subscription's up to its first step. Inputs stay out of it. */
export async function traceProcedure<Result extends Outcome>(
  call: { path: string; type: string; origin: string; requestId: string },
  next: () => Promise<Result>,
): Promise<Result> {
  const tracing = currentTracing();
  if (tracing === null) return next();
  const attributes = {
    "rpc.system": "trpc",
    "rpc.method": call.path,
    "k2.procedure.type": call.type,
    "k2.origin": call.origin,
    "k2.request_id": call.requestId,
  };
  return tracing.tracer.startActiveSpan(call.path, { attributes }, async (span) => {
    try {
      const result = await next();
      if (result.error !== undefined) {
        span.setAttribute("error.type", serviceErrorOf(result.error.cause)?.code ?? result.error.code);
        span.setStatus({ code: tracing.api.SpanStatusCode.ERROR });
      }
      return result;
    } finally {
      span.end();
    }
  });
}
