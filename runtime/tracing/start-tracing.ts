import type { Env } from "../env";
import type { Log } from "../log";
import { buildId } from "../version";
import { addressWithoutQuestion } from "./address-without-question";
import { currentTracing, setCurrentTracing, type Tracing } from "./current-tracing";
import { type TracingSettings, tracingSettings } from "./tracing-settings";
import { samplingRatio, webSampler } from "./web-sampler";

/** a collector that is away fails every batch of spans: the log says so once in a while */
const COMPLAIN_EVERY_MS = 60_000;
const STOP_MS = 2_000;

export interface TracingOptions {
  env: Env;
  component: "web" | "worker";
  /** tells processes of one component apart */
  instance: string;
  log: Log;
}

// The imports are left to Node: a bundle must not ask for these packages before they are wanted, and Next's own spans
// must meet the same API.

/**
 * Starts OpenTelemetry where the environment asks for traces, once a process; null, and nothing is loaded, where it does
 * not. A collector that is away holds nothing up: spans past the queue's limit are dropped.
 */
export async function startTracing(options: TracingOptions): Promise<Tracing | null> {
  const settings = tracingSettings(options.env);
  if (settings === null) return null;
  const running = currentTracing();
  if (running !== null) return running;
  const [api, sdk, exporter, resource] = await Promise.all([
    import(/* turbopackIgnore: true */ "@opentelemetry/api"),
    import(/* turbopackIgnore: true */ "@opentelemetry/sdk-trace-node"),
    createExporter(settings),
    describeProcess(options, settings),
  ]);
  api.diag.setLogger(complainNowAndThen(options.log, settings.url), { logLevel: api.DiagLogLevel.ERROR });
  const provider = new sdk.NodeTracerProvider({
    resource,
    spanProcessors: [addressWithoutQuestion, new sdk.BatchSpanProcessor(exporter)],
    ...(options.component === "web" ? { sampler: webSampler(sdk, options.env) } : {}),
  });
  provider.register();
  const tracing: Tracing = {
    api,
    tracer: provider.getTracer("k2-console", buildId()),
    ratio: samplingRatio(options.env),
    async stop() {
      setCurrentTracing(null);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, STOP_MS);
      });
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
      for (const part of [api.trace, api.context, api.propagation, api.diag]) part.disable();
    },
  };
  setCurrentTracing(tracing);
  options.log.info({ url: settings.url, protocol: settings.protocol }, "traces are on");
  return tracing;
}

/** The exporters read OTEL_EXPORTER_OTLP_HEADERS, _TIMEOUT and _COMPRESSION themselves. */
async function createExporter({ url, protocol }: TracingSettings) {
  const { OTLPTraceExporter } =
    protocol === "http/json"
      ? await import(/* turbopackIgnore: true */ "@opentelemetry/exporter-trace-otlp-http")
      : await import(/* turbopackIgnore: true */ "@opentelemetry/exporter-trace-otlp-proto");
  return new OTLPTraceExporter({ url });
}

/** What the process is; OTEL_RESOURCE_ATTRIBUTES goes before it. */
async function describeProcess({ env, component, instance }: TracingOptions, settings: TracingSettings) {
  const { detectResources, envDetector, resourceFromAttributes } = await import(
    /* turbopackIgnore: true */ "@opentelemetry/resources"
  );
  return resourceFromAttributes({
    "service.name": settings.serviceName ?? `k2-${component}`,
    "service.namespace": "k2-console",
    "service.version": buildId(),
    "service.instance.id": instance,
    "deployment.environment.name": env.K2_ENVIRONMENT,
  }).merge(detectResources({ detectors: [envDetector] }));
}

function complainNowAndThen(log: Log, url: string) {
  let lastAt = Number.NEGATIVE_INFINITY;
  const quiet = () => undefined;
  const error = (message: string) => {
    if (performance.now() - lastAt < COMPLAIN_EVERY_MS) return;
    lastAt = performance.now();
    log.warn({ url, reason: message.slice(0, 500) }, "traces could not be sent; everything else goes on");
  };
  return { error, warn: quiet, info: quiet, debug: quiet, verbose: quiet };
}
