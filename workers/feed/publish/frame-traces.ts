import { currentTracing, type Tracing } from "@/runtime/tracing/current-tracing";
import type { Frame } from "./frame";

/** A trace more often than this would show nothing new, and cost more the faster the exchange is. */
const EVERY_MS = 1_000;

/** The trace of a batch's first frame, from the socket to Kafka's acknowledgement. */
export interface FrameTrace {
  /** W3C's `traceparent`, for the frame's record: who stores it goes on from there */
  headers: Record<string, string>;
  end(error?: unknown): void;
}

/**
 * Picks which frames of a topic are traced: the first of a batch, once a second, as far as the sampler agrees. The first
 * is the one that waited longest.
 */
export class FrameTraces {
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly topic: string) {}

  /** null where the batch is not traced */
  begin(frames: readonly Frame[]): FrameTrace | null {
    const tracing = currentTracing();
    const [first] = frames;
    if (tracing === null || first === undefined) return null;
    const now = performance.now();
    if (now - this.#lastAt < EVERY_MS) return null;
    this.#lastAt = now;
    return startTrace(tracing, this.topic, first, frames.length);
  }
}

function startTrace({ api, tracer }: Tracing, topic: string, first: Frame, count: number): FrameTrace | null {
  const attributes = {
    "messaging.system": "kafka",
    "messaging.destination.name": topic,
    "messaging.kafka.message.key": first.key,
    "messaging.message.body.size": first.value.length,
  };
  const frame = tracer.startSpan("frame", {
    root: true,
    startTime: first.receivedMicros / 1_000,
    attributes,
  });
  if (!frame.isRecording()) return null;
  const publish = tracer.startSpan(
    `publish ${topic}`,
    {
      kind: api.SpanKind.PRODUCER,
      attributes: {
        ...attributes,
        "messaging.operation.type": "send",
        "messaging.operation.name": "publish",
        "messaging.batch.message_count": count,
      },
    },
    api.trace.setSpan(api.ROOT_CONTEXT, frame),
  );
  const headers: Record<string, string> = {};
  api.propagation.inject(api.trace.setSpan(api.ROOT_CONTEXT, publish), headers);
  return {
    headers,
    end(error) {
      for (const span of [publish, frame]) {
        if (error !== undefined) span.setStatus({ code: api.SpanStatusCode.ERROR });
        if (error instanceof Error) span.setAttribute("error.type", error.name);
        span.end();
      }
    },
  };
}
