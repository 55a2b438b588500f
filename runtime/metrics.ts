import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/**
 * Metrics that cannot hurt: label names are part of the type, so a wrong label does not compile, and nothing
 * here can throw while the program runs (K2's producer once died of a label). A metric takes at most
 * `maxSeries` label sets; what comes past them is counted under `other`, never dropped in silence.
 */
export const registry = once("registry", () => {
  const made = new Registry();
  made.setDefaultLabels({ service: "k2-console" });
  return made;
});

/** K2's standard labels, on every metric of this process that does not set them itself. */
export function labelProcess(component: "web" | "worker", environment: string): void {
  registry.setDefaultLabels({ service: "k2-console", environment, component });
}

const maxSeries = 2000;

/**
 * One value a process: Next bundles pages, routes and instrumentation apart, so that this module may run several times,
 * and a metric that is registered twice throws.
 */
function once<Value extends object>(name: string, create: () => Value): Value {
  const key = Symbol.for(`k2.metrics.${name}`);
  const existing: unknown = Reflect.get(globalThis, key);
  if (isMade<Value>(existing)) return existing;
  const made = create();
  Reflect.set(globalThis, key, made);
  return made;
}

/** Only `once` writes these keys, so what is found under a name is what its `create` made. */
function isMade<Value extends object>(value: unknown): value is Value {
  return value !== undefined;
}

interface Spec<L extends string> {
  name: `k2_${string}`;
  help: string;
  labels: readonly L[];
}
type Labels<L extends string> = Record<L, string | number>;

class Cardinality<L extends string> {
  readonly #seen = new Map<string, Labels<L>>();
  constructor(readonly labels: readonly L[]) {}
  /** Only the declared names, each with a value: prom-client throws for anything else. */
  bound(labels: Labels<L>): Labels<L> {
    const key = this.labels.map((name) => String(labels[name])).join("\u0000");
    const seen = this.#seen.get(key);
    if (seen !== undefined) return seen;
    const full = this.#seen.size >= maxSeries;
    const clean = Object.fromEntries(
      this.labels.map((name) => [name, full ? "other" : String(labels[name])]),
    ) as Labels<L>;
    if (!full) this.#seen.set(key, clean);
    return clean;
  }
}

const finite = (value: number): number => (Number.isFinite(value) ? value : 0);

export function counter<const L extends string>(spec: Spec<L>) {
  return once(spec.name, () => {
    const metric = new Counter({
      name: spec.name,
      help: spec.help,
      labelNames: [...spec.labels],
      registers: [registry],
    });
    const cardinality = new Cardinality(spec.labels);
    return {
      name: spec.name,
      inc(labels: Labels<L>, by = 1): void {
        if (by > 0) metric.inc(cardinality.bound(labels), finite(by));
      },
    };
  });
}

export function gauge<const L extends string>(spec: Spec<L>) {
  return once(spec.name, () => {
    const metric = new Gauge({
      name: spec.name,
      help: spec.help,
      labelNames: [...spec.labels],
      registers: [registry],
    });
    const cardinality = new Cardinality(spec.labels);
    return {
      name: spec.name,
      set(labels: Labels<L>, value: number): void {
        metric.set(cardinality.bound(labels), finite(value));
      },
    };
  });
}

export function histogram<const L extends string>(spec: Spec<L> & { buckets: readonly number[] }) {
  return once(spec.name, () => {
    const metric = new Histogram({
      name: spec.name,
      help: spec.help,
      labelNames: [...spec.labels],
      buckets: [...spec.buckets],
      registers: [registry],
    });
    const cardinality = new Cardinality(spec.labels);
    return {
      name: spec.name,
      observe(labels: Labels<L>, seconds: number): void {
        metric.observe(cardinality.bound(labels), finite(seconds));
      },
    };
  });
}

/** Node's own process and garbage-collection metrics; once a process. */
export function collectProcessMetrics(): void {
  if (registry.getSingleMetric("process_cpu_user_seconds_total") === undefined)
    collectDefaultMetrics({ register: registry });
}
