import type { Context, Span } from "@opentelemetry/api";
import type { Sql } from "@/db/client";
import { currentTracing, type Tracing } from "@/runtime/tracing/current-tracing";
import { statementName } from "./statement-name";

/** What the driver's pending statement has, beside being a promise. */
interface Pending {
  strings: readonly string[];
  handler: (query: Pending) => unknown;
  resolve: (value: unknown) => unknown;
  reject: (error: unknown) => unknown;
}

type Call = (...args: unknown[]) => unknown;

/**
 * A pool whose statements are spans within the span of who asks, from being asked for to their answer, the wait for a
 * connection included. Without traces it is the pool itself. What no procedure asked for, a poll for one, has no span.
 */
export function traceStatements(sql: Sql): Sql {
  const tracing = currentTracing();
  return tracing === null ? sql : watched(sql, tracing);
}

/** A pool, or a transaction on one. */
function watched<Asked extends object>(sql: Asked, tracing: Tracing): Asked {
  return new Proxy(sql, {
    apply: (target, self, args) =>
      isCall(target) ? watch(Reflect.apply(target, self, args), tracing) : undefined,
    get(target, property, receiver) {
      const value: unknown = Reflect.get(target, property, receiver);
      if (!isCall(value)) return value;
      if (property === "unsafe") return (...args: unknown[]) => watch(value.apply(target, args), tracing);
      if (property !== "begin" && property !== "savepoint") return value;
      // The transaction's function stands last.
      return (...args: unknown[]) =>
        value.apply(
          target,
          args.map((one) => (isCall(one) ? (tx: object) => one(watched(tx, tracing)) : one)),
        );
    },
  });
}

/** A part of a statement is made the same way and never carried out: it gets no span. */
function watch<Made>(made: Made, tracing: Tracing): Made {
  if (!isPending(made)) return made;
  const asked = tracing.api.context.active();
  const { handler } = made;
  const handle = (query: Pending) => {
    const span = spanWithin(asked, query, tracing);
    if (span !== null) endWith(query, span, tracing);
    return handler(query);
  };
  made.handler = Object.assign(handle, { debug: Reflect.get(handler, "debug") });
  return made;
}

function spanWithin(asked: Context, query: Pending, { api, tracer }: Tracing): Span | null {
  // A span that has ended belongs to a question that was answered: who asks now merely began there.
  if (!api.trace.getSpan(asked)?.isRecording()) return null;
  const name = statementName(query.strings);
  return tracer.startSpan(
    name,
    {
      kind: api.SpanKind.CLIENT,
      attributes: { "db.system.name": "postgresql", "db.query.summary": name },
    },
    asked,
  );
}

function endWith(query: Pending, span: Span, { api }: Tracing): void {
  const { resolve, reject } = query;
  query.resolve = (value) => {
    if (Array.isArray(value)) span.setAttribute("db.response.returned_rows", value.length);
    span.end();
    return resolve(value);
  };
  query.reject = (error) => {
    const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
    span.setAttribute("error.type", typeof code === "string" ? code : "error");
    span.setStatus({ code: api.SpanStatusCode.ERROR });
    span.end();
    return reject(error);
  };
}

function isCall(value: unknown): value is Call {
  return typeof value === "function";
}

function isPending(value: unknown): value is Pending {
  return value instanceof Promise && isCall(Reflect.get(value, "handler")) && "strings" in value;
}
