import type { Sampler } from "@opentelemetry/sdk-trace-node";
import type { Env } from "../env";

/** traces that callers may begin: this many at once, and so many a second after that */
const BURST = 200;
const PER_SECOND = 100;
/** What was let in is remembered, so that a trace of several requests is whole. */
const REMEMBERED = 1_000;

type Sdk = Pick<
  typeof import("@opentelemetry/sdk-trace-node"),
  "ParentBasedSampler" | "SamplingDecision" | "TraceIdRatioBasedSampler"
>;

/** The share of traces that OTEL_TRACES_SAMPLER keeps of those that begin here: 0 to 1. */
export function samplingRatio({
  OTEL_TRACES_SAMPLER: sampler = "parentbased_always_on",
  OTEL_TRACES_SAMPLER_ARG: ratio = 1,
}: Pick<Env, "OTEL_TRACES_SAMPLER" | "OTEL_TRACES_SAMPLER_ARG">): number {
  if (sampler.endsWith("always_on")) return 1;
  return sampler.endsWith("always_off") ? 0 : ratio;
}

/**
 * The sampler of a process that anybody may send `traceparent` to. A caller's wish to be traced is held against the ratio, by
 * the trace's id, and against a limit: who picks ids that pass gets no more spans made than that. That a caller wishes not
 * to be traced holds for the samplers that are `parentbased`.
 */
export function webSampler(
  { ParentBasedSampler, SamplingDecision, TraceIdRatioBasedSampler }: Sdk,
  env: Pick<Env, "OTEL_TRACES_SAMPLER" | "OTEL_TRACES_SAMPLER_ARG">,
  now: () => number = () => performance.now(),
): Sampler {
  const root = new TraceIdRatioBasedSampler(samplingRatio(env));
  const isAllowed = callersLimit(now);
  const caller: Sampler = {
    shouldSample(context, traceId) {
      const judged = root.shouldSample(context, traceId);
      return judged.decision === SamplingDecision.NOT_RECORD || isAllowed(traceId)
        ? judged
        : { decision: SamplingDecision.NOT_RECORD };
    },
    toString: () => `Callers{${root}, ${PER_SECOND}/s}`,
  };
  const { OTEL_TRACES_SAMPLER: name = "parentbased" } = env;
  return new ParentBasedSampler({
    root,
    remoteParentSampled: caller,
    ...(name.startsWith("parentbased") ? {} : { remoteParentNotSampled: caller }),
  });
}

/** Whether one more trace of a caller's fits; what was let in stays so for its further requests. */
function callersLimit(now: () => number): (traceId: string) => boolean {
  const letIn = new Set<string>();
  let tokens = BURST;
  let at = now();
  return (traceId) => {
    if (letIn.has(traceId)) return true;
    tokens = Math.min(BURST, tokens + ((now() - at) / 1_000) * PER_SECOND);
    at = now();
    if (tokens < 1) return false;
    tokens--;
    letIn.add(traceId);
    for (const oldest of letIn) {
      if (letIn.size <= REMEMBERED) break;
      letIn.delete(oldest);
    }
    return true;
  };
}
