import type { Env } from "../env";

export interface TracingSettings {
  /** where spans are posted to */
  url: string;
  protocol: "http/protobuf" | "http/json";
  /** null takes the process's own name */
  serviceName: string | null;
}

type TracingEnv = Pick<
  Env,
  | "OTEL_SDK_DISABLED"
  | "OTEL_TRACES_EXPORTER"
  | "OTEL_EXPORTER_OTLP_ENDPOINT"
  | "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
  | "OTEL_EXPORTER_OTLP_PROTOCOL"
  | "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"
  | "OTEL_SERVICE_NAME"
>;

const DEFAULT_ENDPOINT = "http://localhost:4318";

/**
 * Whether traces are made, and where they go, by OpenTelemetry's variables; null where nothing asks for any. Its
 * specification turns them on by default: here an exporter or an endpoint must be named.
 */
export function tracingSettings(env: TracingEnv): TracingSettings | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = env;
  const asked = env.OTEL_TRACES_EXPORTER ?? (base === undefined && own === undefined ? "none" : "otlp");
  if (env.OTEL_SDK_DISABLED === "true" || asked === "none") return null;
  return {
    url: own ?? `${(base ?? DEFAULT_ENDPOINT).replace(/\/+$/, "")}/v1/traces`,
    protocol: env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL ?? "http/protobuf",
    serviceName: env.OTEL_SERVICE_NAME ?? null,
  };
}
