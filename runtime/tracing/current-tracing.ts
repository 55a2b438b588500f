import type * as Api from "@opentelemetry/api";

/** OpenTelemetry, running: its API and a tracer. What uses it gets both from here and imports neither. */
export interface Tracing {
  readonly api: typeof Api;
  readonly tracer: Api.Tracer;
  /** the share of the traces begun here that the sampler keeps: 0 to 1 */
  readonly ratio: number;
  /** Sends what is left, for two seconds at most, and makes no more spans. */
  stop(): Promise<void>;
}

/** One value a process: Next bundles pages, routes and instrumentation apart. */
const KEY = Symbol.for("k2.tracing");

/** null where traces are off, which is all that it then costs: nothing of OpenTelemetry has been loaded. */
export function currentTracing(): Tracing | null {
  const current: unknown = Reflect.get(globalThis, KEY);
  return isTracing(current) ? current : null;
}

export function setCurrentTracing(tracing: Tracing | null): void {
  Reflect.set(globalThis, KEY, tracing ?? undefined);
}

/** Only `setCurrentTracing` writes the key. */
function isTracing(value: unknown): value is Tracing {
  return value !== undefined;
}
