import type { Context, Link, Span } from "@opentelemetry/api";
import { currentTracing, type Tracing } from "@/runtime/tracing/current-tracing";
import type { FetchedRecord } from "./types";

/** Frames of a batch beyond so many are counted and not followed: each is a span of its own. */
const MOST_FRAMES = 16;

export interface TracedBatch {
  topic: string;
  partition: number;
  records: readonly FetchedRecord[];
  /** µs since the epoch */
  fetchedAt: number;
}

/**
 * The trace of one batch, from fetched to committed: a span a batch, not a record. It hangs in the trace of the first
 * frame whose record carries a sampled `traceparent`; the traces of further ones end in a span that links to it.
 */
export class BatchTrace {
  readonly #tracing: Tracing;
  readonly #batch: Span;
  readonly #others: Span[];
  readonly #within: Context;

  /** null where traces are off, and where no frame of the batch is traced */
  static begin(batch: TracedBatch): BatchTrace | null {
    const tracing = currentTracing();
    if (tracing === null) return null;
    const frames = batch.records.filter(isSampled);
    return frames.length === 0 ? null : new BatchTrace(tracing, batch, frames);
  }

  private constructor(tracing: Tracing, batch: TracedBatch, frames: readonly FetchedRecord[]) {
    const { api, tracer } = tracing;
    const { topic, partition, records, fetchedAt } = batch;
    this.#tracing = tracing;
    const [first = api.ROOT_CONTEXT, ...others] = frames
      .slice(0, MOST_FRAMES)
      .map(({ headers }) => api.propagation.extract(api.ROOT_CONTEXT, headers, headerGetter));
    const options = {
      kind: api.SpanKind.CONSUMER,
      startTime: fetchedAt / 1_000,
      attributes: {
        "messaging.system": "kafka",
        "messaging.operation.type": "process",
        "messaging.operation.name": "ingest",
        "messaging.destination.name": topic,
        "messaging.destination.partition.id": String(partition),
        "messaging.kafka.offset": records[0]?.offset ?? 0,
      },
    };
    const links = (contexts: readonly Context[]): Link[] =>
      contexts.flatMap((one) => {
        const context = api.trace.getSpanContext(one);
        return context === undefined ? [] : [{ context }];
      });
    this.#batch = tracer.startSpan(`ingest ${topic}`, { ...options, links: links(others) }, first);
    this.#batch.setAttributes({
      "messaging.batch.message_count": records.length,
      "k2.traced_frames": frames.length,
    });
    this.#within = api.trace.setSpan(first, this.#batch);
    const toBatch = { ...options, links: links([this.#within]) };
    this.#others = others.map((one) => tracer.startSpan(`ingest ${topic}`, toBatch, one));
  }

  /** A step of the batch's way, as a span within its own. */
  async step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const span = this.#tracing.tracer.startSpan(name, {}, this.#within);
    try {
      return await work();
    } catch (error) {
      this.#fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  }

  /** What became of it: `committed`, `moved`, `halted`; the first call counts. */
  end(outcome: string): void {
    for (const span of [this.#batch, ...this.#others]) {
      span.setAttribute("k2.outcome", outcome);
      span.end();
    }
  }

  fail(error: unknown): void {
    for (const span of [this.#batch, ...this.#others]) this.#fail(span, error);
    this.end("failed");
  }

  #fail(span: Span, error: unknown): void {
    span.setStatus({ code: this.#tracing.api.SpanStatusCode.ERROR });
    if (error instanceof Error) span.setAttribute("error.type", error.name);
  }
}

/** W3C's flags stand last; the lowest bit is `sampled`. */
function isSampled({ headers }: FetchedRecord): boolean {
  const given = headers?.traceparent;
  if (given === undefined) return false;
  const last = textOf(given).at(-1);
  return last !== undefined && (Number.parseInt(last, 16) & 1) === 1;
}

type Headers = FetchedRecord["headers"];

const headerGetter = {
  keys: (headers: Headers) => Object.keys(headers ?? {}),
  get: (headers: Headers, name: string) => {
    const given = headers?.[name];
    return given === undefined ? undefined : textOf(given);
  },
};

function textOf(given: Buffer | string | (Buffer | string)[]): string {
  const one = Array.isArray(given) ? given[0] : given;
  return String(one ?? "");
}
