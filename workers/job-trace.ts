import type { Attributes, Span } from "@opentelemetry/api";
import { currentTracing } from "@/runtime/tracing/current-tracing";

/** Steps of one job beyond so many have no span of their own: a job of a day must not be a trace of a million. */
const MOST_STEPS = 500;
const BUDGET = Symbol.for("k2.job-trace");

interface Budget {
  steps: number;
}

/** A job's run on this worker, as a trace of its own; its steps are found by what runs within it. */
export async function traceJob<Result>(
  name: string,
  attributes: Attributes,
  run: () => Promise<Result>,
): Promise<Result> {
  const tracing = currentTracing();
  if (tracing === null) return run();
  const { api, tracer } = tracing;
  const budget: Budget = { steps: 0 };
  const within = api.ROOT_CONTEXT.setValue(BUDGET, budget);
  return tracer.startActiveSpan(name, { attributes }, within, async (span) => {
    try {
      return await run();
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      if (budget.steps > MOST_STEPS) span.setAttribute("k2.steps_not_traced", budget.steps - MOST_STEPS);
      span.end();
    }
  });
}

/** A step of the job that runs, as a span for what is known of it only later. Outside of a traced job there is none: null. */
export async function traceStep<Result>(
  name: string,
  step: { kind?: "client" | "producer"; attributes?: Attributes },
  work: (span: Span | null) => Promise<Result>,
): Promise<Result> {
  const tracing = currentTracing();
  const within = tracing?.api.context.active();
  const budget = within?.getValue(BUDGET);
  if (!tracing || !within || !isBudget(budget) || !tracing.api.trace.getSpan(within)?.isRecording())
    return work(null);
  if (budget.steps++ >= MOST_STEPS) return work(null);
  const { SpanKind } = tracing.api;
  const kind = { client: SpanKind.CLIENT, producer: SpanKind.PRODUCER, none: SpanKind.INTERNAL };
  const options = { kind: kind[step.kind ?? "none"], attributes: step.attributes ?? {} };
  return tracing.tracer.startActiveSpan(name, options, within, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/**
 * Records that a job publishes, in one request: `send` gets the headers that its first record shall carry, so that ingest goes
 * on in the job's trace. None where nothing is traced.
 */
export function tracePublish<Result>(
  topic: string,
  count: number,
  send: (traceHeaders: Record<string, string>) => Promise<Result>,
): Promise<Result> {
  const attributes = {
    "messaging.system": "kafka",
    "messaging.operation.type": "send",
    "messaging.operation.name": "publish",
    "messaging.destination.name": topic,
    "messaging.batch.message_count": count,
  };
  return traceStep(`publish ${topic}`, { kind: "producer", attributes }, (span) => {
    const api = currentTracing()?.api;
    const headers: Record<string, string> = {};
    if (span !== null) api?.propagation.inject(api.context.active(), headers);
    return send(headers);
  });
}

function fail(span: Span, error: unknown): void {
  const tracing = currentTracing();
  if (tracing !== null) span.setStatus({ code: tracing.api.SpanStatusCode.ERROR });
  if (error instanceof Error) span.setAttribute("error.type", error.name);
}

function isBudget(value: unknown): value is Budget {
  return typeof value === "object" && value !== null && "steps" in value;
}
